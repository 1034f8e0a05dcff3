import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { NodeHelpers } from 'n8n-workflow';
import { resources } from '../../../nodes/YabandPay/operations/index.ts';
import { SECRET_KEY, useGateway } from '../harness/gateway.mts';
import { packageNodes } from '../harness/package-nodes.mts';
import { singleNodeWorkflow } from '../harness/saved-workflow.mts';
import { expectedSignature, type SignedBody } from '../harness/signing.mts';
import type { Case, Given, Row } from './row.mts';
import { rows } from './rows/index.mts';

const gateway = useGateway();

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({ of: `${resource.value}.${operation.value}`, resource, operation })),
);

/** What every answer about a payment holds at the same place. */
const PAYMENT_ITEM = {
	trade_id: expect.any(String) as string,
	order_id: expect.any(String) as string,
	state: expect.stringMatching(/^[a-z ]+$/) as string,
	raw_state: expect.any(String) as string,
	amount: expect.stringMatching(/^\d+\.\d\d$/) as string,
	currency: expect.stringMatching(/^[A-Z]{3}$/) as string,
};

const casesOf = (row: Row): Array<(given: Given) => Case> => [row.minimal, row.full, ...(row.more ?? [])];

/** All cases of an operation, with made-up numbers in place of the gateway's: for looking at, not for running. */
const casesFor = (of: string): Case[] => {
	const given = new Proxy({} as Given, { get: () => '12345678' });
	return rows.filter((row) => row.of === of).flatMap((row) => casesOf(row).map((build) => build(given)));
};

async function runCase(row: Row, build: (given: Given) => Case): Promise<void> {
	const { sandbox, instance } = gateway;
	const { parameters, data } = build((await row.prepare?.(sandbox)) ?? {});
	const [resource, operation] = row.of.split('.');
	const before = sandbox.requests.length;
	const workflow = singleNodeWorkflow({ resource, operation, ...parameters }, { credential: row.credential });
	const execution = await instance.run(workflow);
	expect(execution.error?.message).toBeUndefined();
	expect(execution.status).toBe(row.waits ? 'waiting' : 'success');

	const sent = sandbox.requests.slice(before);
	expect(sent).toHaveLength(row.sendsNothing ? 0 : 1);
	for (const { raw } of sent) {
		const body = JSON.parse(raw) as SignedBody;
		expect(body).toEqual({ user: row.user, method: row.method, data, time: expect.any(Number), sign: expect.any(String) });
		expect(body.sign).toBe(expectedSignature(body, SECRET_KEY));
	}

	if (row.waits) return;
	const items = execution.items('YabandPay', row.output);
	if (!row.mayBeEmpty) expect(items.length).toBeGreaterThan(0);
	for (const { json, pairedItem } of items) {
		expect(json).toMatchObject(row.item ?? PAYMENT_ITEM);
		expect(pairedItem).toEqual({ item: 0 });
	}
}

describe('every operation of the catalogue', () => {
	it('has a row, and every row an operation', () => {
		expect([...new Set(rows.map(({ of }) => of))].sort()).toEqual(operations.map(({ of }) => of).sort());
	});

	it.each(operations)('$of: its cases fill in every field the editor shows', ({ of, operation }) => {
		const filled = new Set(
			casesFor(of).flatMap(({ parameters: { options, ...fields } }) => [...Object.keys(fields), ...Object.keys(options ?? {})]),
		);
		const shown = [...operation.fields, ...(operation.options ?? [])].map(({ name }) => name);
		expect(shown.filter((name) => !filled.has(name))).toEqual([]);
	});

	it.each(operations)('$of: its cases send every choice of its dropdowns', ({ of, operation }) => {
		const sent = casesFor(of).map(({ data }) => data);
		for (const { name, sentAs = name, options = [], local } of [...operation.fields, ...(operation.options ?? [])]) {
			// A currency is a currency: the list is tested with the amounts, not once per operation.
			if (local || /currency$/.test(name)) continue;
			const values = new Set(sent.map((data) => data[sentAs] ?? ''));
			expect(options.map(({ value }) => value).filter((value) => !values.has(value))).toEqual([]);
		}
	});
});

describe.each(rows.map((row): [string, string, Row] => [row.of, row.method, row]))('%s %s', (_of, _method, row) => {
	it('sends what is documented with its required fields only', async () => await runCase(row, row.minimal));
	it('sends what is documented with all of its fields', async () => await runCase(row, row.full));
	it.each((row.more ?? []).map((build, index) => ({ build, index })))(
		'sends what is documented in further case $index',
		async ({ build }) => await runCase(row, build),
	);
});

describe('what the editor shows', () => {
	const { description } = packageNodes.get('n8n-nodes-yabandpay.yabandPay') ?? {};
	const properties: INodeProperties[] = description?.properties ?? [];
	const notices = properties.filter(({ type }) => type === 'notice').map(({ name }) => name);

	it.each(operations)('$of: the fields of this operation and of no other', ({ resource, operation }) => {
		const values = NodeHelpers.getNodeParameters(
			properties,
			{ resource: resource.value, operation: operation.value },
			true,
			false,
			{ typeVersion: 1 },
			description ?? null,
		);
		const shown = new Set(operation.fields.map(({ name }) => name));
		const extra = Object.keys(values ?? {}).filter(
			(name) => !shown.has(name) && !['resource', 'operation', 'options', 'simplify', ...notices].includes(name),
		);
		expect(extra).toEqual([]);
	});
});
