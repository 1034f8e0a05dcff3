import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { resources } from '../../../nodes/YabandPay/operations/index.ts';
import { outputSchema } from '../../../tools/docs/output-schema.mts';
import { useGateway } from '../harness/gateway.mts';
import { singleNodeWorkflow } from '../harness/saved-workflow.mts';
import type { Row } from '../operations/row.mts';
import { rows } from '../operations/rows/index.mts';

const NODE_FOLDER = fileURLToPath(new URL('../../../nodes/YabandPay', import.meta.url));
const SCHEMAS = `${NODE_FOLDER}/__schema__/v1.0.0`;

/** Operations whose answer the gateway's public pages do not show: a preview would promise what nobody has seen. */
const WITHOUT_SCHEMA = new Set([
	'customApiCall.call',
	'exchangeRate.get',
	'order.find',
	'order.getMany',
	'wallet.getStatement',
	'wallet.getTransactions',
	// Its item comes by notification only; the trigger's documentation describes it.
	'wallet.waitForPayout',
]);

const operations = resources.flatMap(({ value: resource, operations: all }) =>
	all.map(({ value: operation }) => ({ of: `${resource}.${operation}`, resource, operation })),
);
const documented = operations.filter(({ of }) => !WITHOUT_SCHEMA.has(of));

const gateway = useGateway();

async function itemsOf(row: Row): Promise<IDataObject[]> {
	const items: IDataObject[] = [];
	for (const build of [row.minimal, row.full]) {
		const { parameters } = build((await row.prepare?.(gateway.sandbox)) ?? {});
		const [resource, operation] = row.of.split('.');
		const workflow = singleNodeWorkflow({ resource, operation, ...parameters }, { credential: row.credential });
		const execution = await gateway.instance.run(workflow);
		expect(execution.error?.message).toBeUndefined();
		items.push(...execution.json('YabandPay', row.output ?? 0));
	}
	return items;
}

describe('the schema preview of the editor', () => {
	it.each(documented)('$of: is what the operation puts out ("npm run docs" writes it)', async ({ of, resource, operation }) => {
		const items: IDataObject[] = [];
		for (const row of rows.filter((each) => each.of === of)) items.push(...(await itemsOf(row)));
		expect(items.length).toBeGreaterThan(0);
		await expect(outputSchema(items)).toMatchFileSnapshot(`${SCHEMAS}/${resource}/${operation}.json`);
	});

	it('exists for every operation with a documented answer, and for no other', () => {
		const files = readdirSync(SCHEMAS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
		const expected = documented.map(({ resource, operation }) => `${resource}/${operation}.json`);
		expect(files.map((path) => path.replaceAll('\\', '/')).sort()).toEqual(expected.sort());
	});

	it.each(documented)("$of: is found by n8n's own resolver", ({ resource, operation }) => {
		const require = createRequire(import.meta.url);
		const { loadOutputSchema } = require('n8n-core/dist/nodes-loader/output-schema-resolver.js') as {
			loadOutputSchema(ref: { nodeDir: string; version: number; resource: string; operation: string }): unknown;
		};
		const schema = loadOutputSchema({ nodeDir: NODE_FOLDER, version: 1, resource, operation });
		expect(schema).toMatchObject({ type: 'object', properties: expect.any(Object) });
	});
});
