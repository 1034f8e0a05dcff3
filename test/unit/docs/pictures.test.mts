import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resources } from '../../../nodes/YabandPay/operations/index.ts';
import { picturedForms } from '../../../tools/pictures/forms.mts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const MAX_BYTES = 150_000;

const inBothThemes = (pictures: string[]): string[] => pictures.flatMap((name) => [`${name}.png`, `${name}-dark.png`]).sort();

const taken = (folder: string): string[] =>
	globSync('*.png', { cwd: join(ROOT, 'docs/images', folder) }).map((file) => `${folder}/${file}`).sort();

describe('the pictures of the editor', () => {
	it('are there for every resource and every operation that waits, and no stale one is left', () => {
		const forms = resources.flatMap((resource) => picturedForms(resource).map(({ picture }) => picture));
		expect(taken('operations')).toEqual(inBothThemes(forms));
	});

	it('are there for every example', () => {
		const examples = globSync('*.json', { cwd: join(ROOT, 'examples') }).map((file) => `examples/${file.replace('.json', '')}`);
		expect(taken('examples')).toEqual(inBothThemes(examples));
	});

	it(`take at most ${MAX_BYTES / 1000} kB each`, () => {
		const files = ['*.png', 'operations/*.png', 'examples/*.png'].flatMap((pattern) => globSync(pattern, { cwd: join(ROOT, 'docs/images') }));
		expect(files.length).toBeGreaterThan(60);
		expect(files.filter((file) => statSync(join(ROOT, 'docs/images', file)).size > MAX_BYTES)).toEqual([]);
	});
});

const pages = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n').filter((page) => existsSync(join(ROOT, page)));

it.each(pages)('%s shows only pictures that exist', (page) => {
	const sources = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/<(?:img|source)\b[^>]*?\b(?:src|srcset)="([^"]+)"/g)];
	const files = sources.map(([, source]) => source).filter((source) => !/^https?:/.test(source));
	expect(files.filter((file) => !existsSync(resolve(ROOT, dirname(page), file)))).toEqual([]);
});
