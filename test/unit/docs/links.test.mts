import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Every Markdown file of the project, by its path; those not yet added to git included. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT, encoding: 'utf8' })
	.split('\n')
	.filter((path) => path !== '' && existsSync(join(ROOT, path)));

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const prose = (markdown: string): string => markdown.replaceAll(/^```[^\n]*\n.*?^```/gms, '');

/** How GitHub makes anchors of a page's headings: a repeated one gets a number. */
function anchorsOf(markdown: string): Set<string> {
	const anchors = new Set<string>();
	for (const [, heading] of prose(markdown).matchAll(/^#{1,6} (.+)$/gm)) {
		const text = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
		const anchor = text.replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
		let unique = anchor;
		for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
		anchors.add(unique);
	}
	return anchors;
}

function deadLinks(path: string): string[] {
	const links = [...prose(read(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
	return links.filter((target) => {
		if (/^(https?|mailto):/.test(target)) return false;
		const [file, anchor] = target.split('#');
		const wanted = file === '' ? join(ROOT, path) : resolve(ROOT, dirname(path), decodeURIComponent(file));
		if (!existsSync(wanted) || relative(ROOT, wanted).startsWith('..')) return true;
		return anchor !== undefined && !(statSync(wanted).isFile() && anchorsOf(readFileSync(wanted, 'utf8')).has(anchor));
	});
}

it('finds the documentation', () => {
	expect(files).toEqual(expect.arrayContaining(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']));
});

describe.each(files)('%s', (path) => {
	it('links to files and headings that exist', () => {
		expect(deadLinks(path)).toEqual([]);
	});

	it('names only npm scripts that exist', () => {
		const named = [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
		// The sandbox is a package of its own, with scripts of its own.
		const known = path.startsWith('sandbox/') ? { ...scripts, ...(JSON.parse(read('sandbox/package.json')) as { scripts?: object }).scripts } : scripts;
		expect(named.filter((name) => !(name in known))).toEqual([]);
	});

	it('names only files of the project that exist', () => {
		const named = [...read(path).matchAll(/`((?:docs|examples|nodes|protocol|credentials|sandbox|test|tools)\/[\w./*-]+\.\w+)`/g)];
		expect(named.map(([, file]) => file).filter((file) => globSync(file, { cwd: ROOT }).length === 0)).toEqual([]);
	});
});

describe('the README', () => {
	it('says how the tests are run', () => {
		for (const path of ['README.md', 'README.zh-CN.md']) expect(read(path)).toContain('npm test');
	});

	it('has the sections that the nodes and the credential link to', () => {
		const linking = ['nodes/YabandPay/YabandPay.node.json', 'nodes/YabandPayTrigger/YabandPayTrigger.node.json', 'credentials/YabandPayApi.credentials.ts'];
		const anchors = linking.flatMap((path) => [...read(path).matchAll(/n8n-nodes-yabandpay#([\w-]+)/g)].map(([, anchor]) => anchor));
		expect(anchors.length).toBeGreaterThan(2);
		const existing = anchorsOf(read('README.md'));
		expect(anchors.filter((anchor) => anchor !== 'readme' && !existing.has(anchor))).toEqual([]);
	});
});
