import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { plainReference } from '../../../nodes/YabandPay/requests/plainReference.ts';
import { openContext } from '../harness/execute-node.mts';
import { useGateway } from '../harness/gateway.mts';
import { sale } from '../harness/parameters.mts';

const gateway = useGateway();

/** What n8n itself makes of the parameter. */
async function askN8n(description: string, json: IDataObject): Promise<unknown> {
	const { context, release } = await openContext(gateway.instance, { ...sale(), description }, [json]);
	try {
		return context.getNodeParameter('description', 0);
	} finally {
		await release();
	}
}

describe('a plain reference', () => {
	it.each<[string, IDataObject, string | number]>([
		['={{ $json.amount }}', { amount: '24.90' }, '24.90'],
		['={{$json.amount}}', { amount: 24.9 }, 24.9],
		['=Order {{ $json.number }} of {{ $json.shop_name }}', { number: 7, shop_name: 'Café' }, 'Order 7 of Café'],
		['= {{ $json.amount }}', { amount: '1' }, ' 1'],
		['={{ $json.empty }}', { empty: '' }, ''],
		['=no reference', {}, 'no reference'],
		['=Order {{ $json.number }}', { number: 7, undefined: 'and more' }, 'Order 7'],
		['={{ $json.text }}', { text: '{{ $json.other }}' }, '{{ $json.other }}'],
	])('%s of %j is %j, as n8n says', async (stored, json, expected) => {
		expect(plainReference(stored, json)).toBe(expected);
		expect(await askN8n(stored, json)).toBe(expected);
	});

	it.each<[string, IDataObject]>([
		['no expression', {}],
		['={{ $json.missing }}', {}],
		['={{ $json.toString }}', {}],
		['={{ $json.__proto__ }}', {}],
		['={{ $json.nothing }}', { nothing: null }],
		['={{ $json.list }}', { list: ['1'] }],
		['={{ $json.yes }}', { yes: true }],
		['={{ $json.order.id }}', { order: { id: '1' } }],
		['={{ $json["amount"] }}', { amount: '1' }],
		['={{ $json.amount + 1 }}', { amount: 1 }],
		['={{ $json.amount }} {{ $now }}', { amount: '1' }],
		['={{{ $json.amount }}}', { amount: '1' }],
		['=\\{{ $json.amount }}', { amount: '1' }],
		['={{ $json.amount }} .constructor', { amount: '1' }],
	])('%s of %j is left to n8n', (stored, json) => {
		expect(plainReference(stored, json)).toBeUndefined();
	});

	it('without an item is left to n8n', () => {
		expect(plainReference('={{ $json.amount }}', undefined)).toBeUndefined();
	});

	it('never differs from what n8n says', async () => {
		const name = fc.constantFrom('amount', 'order_id', 'x1', 'toString', 'missing');
		const space = fc.constantFrom('', ' ', '\n');
		const reference = fc.tuple(space, name, space).map(([before, field, after]) => `{{${before}$json.${field}${after}}}`);
		const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('{', '}', '{{', '}}', '\\', '$json.amount', '.constructor'));
		const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.constantFrom(null, true, '{{ 1 }}'));
		const items = fc.dictionary(name, value as fc.Arbitrary<IDataObject[string]>, { noNullPrototype: true });
		const stored = fc.array(fc.oneof(reference, reference, text), { maxLength: 4 }).map((parts) => `=${parts.join('')}`);
		let plain = 0;
		await fc.assert(
			fc.asyncProperty(stored, items, async (expression, json) => {
				const direct = plainReference(expression, json);
				if (direct === undefined) return;
				plain++;
				expect(direct).toBe(await askN8n(expression, json));
			}),
			{ numRuns: 1_000 },
		);
		expect(plain).toBeGreaterThan(100);
	});
});
