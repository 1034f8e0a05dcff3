import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../nodes/YabandPay/catalogue/parameters.ts';
import type { Field } from '../../../nodes/YabandPay/catalogue/types.ts';
import { resources } from '../../../nodes/YabandPay/operations/index.ts';
import { limitsOf } from '../../../tools/docs/limits.mts';
import { operationsPage } from '../../../tools/docs/operations-page.mts';

const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({ of: `${resource.name}: ${operation.name}`, resource, operation })),
);

/** Every field once, however many operations share it. */
const fields = [
	...new Map(
		operations.flatMap(({ of, operation }) =>
			[...operation.fields, ...optionsOf(operation)].map((field) => [field, { of: `${field.displayName} (${of})`, field }] as const),
		),
	).values(),
];

const TITLE_CASE = /^[A-Z0-9][^ ]*( ([A-Z0-9(][^ ]*|of|the|to|for|with|by|a|in|at|or|iDEAL|iOS))*$/;

const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, text]) => text);

/** How GitHub makes an anchor of a heading. */
const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');

describe('docs/operations.md', () => {
	it('is what "npm run docs" makes of the catalogue', () => {
		expect(page === operationsPage(resources, optionsOf), 'Stale: run "npm run docs" and commit docs/operations.md.').toBe(true);
	});

	it.each(operations)('$of: is described, with its method and its values', ({ of, resource, operation }) => {
		const start = page.indexOf(`\n### ${of}\n`);
		expect(start).toBeGreaterThan(0);
		const section = page.slice(start, page.indexOf('\n##', start + 1) + 1 || undefined);
		expect(section).toContain(operation.description.slice(0, 40));
		if (operation.method !== '') expect(section).toContain(`\`${operation.method}\``);
		expect(section).toContain(`\`${resource.value}\`, \`${operation.value}\``);
		for (const { name } of [...operation.fields, ...optionsOf(operation)]) expect(section).toContain(`\`${name}\``);
	});

	it('links to headings that exist', () => {
		const anchors = new Set(headings.map(anchorOf));
		const linked = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
		expect(linked.length).toBeGreaterThan(operations.length);
		expect(linked.filter((anchor) => !anchors.has(anchor))).toEqual([]);
	});
});

describe('the texts of the catalogue', () => {
	it.each(operations)('$of: has a description, an action in sentence case, a name in title case, a page', ({ operation }) => {
		expect(operation.description.length).toBeGreaterThan(15);
		expect(operation.action).toMatch(/^[A-Z][a-z]+ [^.]+[^.]$/);
		expect(operation.name).toMatch(TITLE_CASE);
		expect(operation.page).toMatch(/^(en|cn)\/.+\.html$/);
	});

	it.each(fields)('$of: has a name in title case and help', ({ field }) => {
		expect(field.displayName).toMatch(TITLE_CASE);
		expect(field.description?.length ?? 0).toBeGreaterThan(10);
	});

	/** A pasted token has no form a person could follow, and dots hide it anyway. */
	const isTypedText = ({ type = 'string', check, typeOptions }: Field): boolean =>
		type === 'string' && check !== undefined && typeOptions?.password !== true;

	it.each(fields.filter(({ field }) => isTypedText(field)))('$of: shows its format in a placeholder', ({ field }) => {
		expect(field.placeholder).toMatch(/^e\.g\. /);
	});

	it.each(fields.filter(({ field }) => field.check !== undefined))('$of: takes the example in its placeholder', ({ field }) => {
		expect(limitsOf(field)).not.toBe('');
		const example = /^e\.g\. ([^…]+)$/.exec(field.placeholder ?? '')?.[1];
		if (example === undefined || field.name === 'maximum_amount') return;
		const context = {
			values: { currency: 'EUR', refund_currency: 'EUR', expected_currency: 'EUR' },
			account: { uid: '', tid: '', baseUrl: 'https://mapi.yabandpay.com', notifyUrl: '' },
			stableIdentifier: () => '',
			resumeUrl: () => '',
		};
		expect(() => field.check?.(example, context)).not.toThrow();
	});
});
