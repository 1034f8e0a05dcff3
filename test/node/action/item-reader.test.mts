import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { ItemReader } from '../../../nodes/YabandPay/requests/itemReader.ts';

/** n8n's way to a credential as it is in n8n-core: stored values go through the workflow's resolver, with the item's index. */
class Context {
	/** Held by reference: the reader hands a derived context to n8n. */
	readonly count = { reads: 0 };

	workflow? = {
		expression: {
			getParameterValue: (stored: Record<string, string>, itemIndex: number) =>
				Object.fromEntries(
					Object.entries(stored).map(([name, value]) => [name, value.startsWith('=') ? `resolved for ${itemIndex}` : value]),
				),
		},
	};

	readonly stored: Record<string, string>;

	readonly parameters: Record<string, unknown>;

	readonly items: IDataObject[];

	constructor(stored: Record<string, string>, parameters: Record<string, unknown> = {}, items: IDataObject[] = []) {
		this.stored = stored;
		this.parameters = parameters;
		this.items = items;
	}

	getInputData() {
		return this.items.map((json) => ({ json }));
	}

	getNode() {
		return { parameters: this.parameters };
	}

	getNodeParameter(name: string, itemIndex: number, fallback: unknown) {
		this.count.reads++;
		const value = this.parameters[name] ?? fallback;
		return typeof value === 'string' && value.startsWith('=') ? `resolved for ${itemIndex}` : value;
	}

	async getCredentials(_type: string, itemIndex: number) {
		this.count.reads++;
		await Promise.resolve();
		return this.workflow?.expression.getParameterValue(this.stored, itemIndex) ?? { ...this.stored, uid: `read for ${itemIndex}` };
	}
}

const readerOf = (context: Context) => new ItemReader(context as unknown as IExecuteFunctions);

const uids = async (reader: ItemReader) =>
	(await Promise.all([0, 1, 2].map(async (item) => await reader.account(item)))).map(({ settings }) => settings.uid);

describe('Credential', () => {
	test('without expressions is read once for all items', async () => {
		const context = new Context({ uid: '016683' });
		expect(await uids(readerOf(context))).toEqual(['016683', '016683', '016683']);
		expect(context.count.reads).toBe(1);
	});

	test('with an expression in any field is read for each item', async () => {
		const context = new Context({ tid: 'T1', uid: '={{ $json.uid }}' });
		expect(await uids(readerOf(context))).toEqual(['resolved for 0', 'resolved for 1', 'resolved for 2']);
	});

	test('of an n8n that resolves it elsewhere is read for each item', async () => {
		const context = new Context({ uid: '016683' });
		context.workflow = undefined;
		expect(await uids(readerOf(context))).toEqual(['read for 0', 'read for 1', 'read for 2']);
	});

	test('that cannot be read is asked for again by the next item', async () => {
		const context = new Context({ uid: '016683' });
		const { getCredentials } = context;
		context.getCredentials = async () => await Promise.reject(new Error('locked'));
		const reader = readerOf(context);
		await expect(reader.account(0)).rejects.toThrow('locked');
		context.getCredentials = getCredentials;
		expect((await reader.account(1)).settings.uid).toBe('016683');
	});
});

describe('Parameter', () => {
	test('without expressions is read once', () => {
		const context = new Context({}, { currency: 'EUR', options: { timeout: 5 } });
		const reader = readerOf(context);
		expect([0, 1, 2].map((item) => reader.parameter('currency', item, ''))).toEqual(['EUR', 'EUR', 'EUR']);
		expect([0, 1, 2].map((item) => reader.parameter('options', item, {}))).toEqual([{ timeout: 5 }, { timeout: 5 }, { timeout: 5 }]);
		expect([0, 1].map((item) => reader.parameter('missing', item, 'fallback'))).toEqual(['fallback', 'fallback']);
		expect(context.count.reads).toBe(3);
	});

	test('with an expression, also inside a collection, is read for each item', () => {
		const context = new Context({}, { amount: '={{ $json.amount }}', options: { demo: '={{ $json.demo }}' } });
		const reader = readerOf(context);
		expect([0, 1].map((item) => reader.parameter('amount', item, ''))).toEqual(['resolved for 0', 'resolved for 1']);
		for (const item of [0, 1]) reader.parameter('options', item, {});
		expect(context.count.reads).toBe(4);
	});

	test('that only points at the item is read from it; what is not there, by n8n', () => {
		const context = new Context({}, { amount: '={{ $json.amount }}' }, [{ amount: '1.00' }, { amount: '2.00' }, {}]);
		const reader = readerOf(context);
		expect([0, 1, 2].map((item) => reader.parameter('amount', item, ''))).toEqual(['1.00', '2.00', 'resolved for 2']);
		expect(context.count.reads).toBe(1);
	});
});
