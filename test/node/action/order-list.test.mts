import { beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNTS, useGateway } from '../harness/gateway.mts';
import { rawCall } from '../harness/raw-call.mts';
import { singleNodeWorkflow } from '../harness/saved-workflow.mts';

const gateway = useGateway();
beforeEach(() => {
	gateway.sandbox.reset();
});

const HOUR_MS = 3_600_000;
const period = () => ({
	start_time: new Date(Date.now() - HOUR_MS).toISOString(),
	end_time: new Date(Date.now() + HOUR_MS).toISOString(),
});

const getMany = async (options: Record<string, string> = {}) =>
	await gateway.instance.run(singleNodeWorkflow({ resource: 'order', operation: 'getMany', ...period(), options }));

const payOrder = async (order_id: string) => {
	const { trade_id } = await rawCall(gateway.sandbox, 'v3.CreatePayments', {
		...{ order_id, amount: '24.90', currency: 'EUR', description: 'Shoes, "red"', notify_url: 'http://127.0.0.1:9/notify' },
		...{ pay_method: 'online', sub_pay_method: 'iDEAL' },
	}, ACCOUNTS.cashier);
	gateway.sandbox.decide(trade_id, 'pay');
	return trade_id;
};

describe('Order: Get Many', () => {
	it('gives one item per paid order, amounts as text', async () => {
		const trades = [await payOrder('A-1'), await payOrder('A-2')];
		const items = (await getMany()).json('YabandPay');
		expect(items.map(({ trade_id, amount, state }) => [trade_id, amount, state])).toEqual(trades.map((id) => [id, '24.90', 'paid']));
	});

	it('gives the file as it came on request', async () => {
		const trade = await payOrder('A-1');
		const run = await getMany({ output_file_field: 'orders' });
		const [item, ...others] = run.items('YabandPay');
		expect(others).toEqual([]);
		expect(item.json).toMatchObject({ number_of_orders: 1, start_time: expect.stringMatching(/^\d{10}$/) });
		expect(item.pairedItem).toEqual({ item: 0 });
		const { data, mimeType, fileName } = item.binary?.orders ?? { data: '', mimeType: '' };
		expect([mimeType, fileName]).toEqual(['text/csv', expect.stringMatching(/^orders-\d{10}-\d{10}\.csv$/)]);
		expect(Buffer.from(data, 'base64').toString('utf8')).toContain(trade);
	});

	it('gives the file also when no order was paid', async () => {
		const [item] = (await getMany({ output_file_field: 'data' })).items('YabandPay');
		expect(item.json).toMatchObject({ number_of_orders: 0 });
		expect(item.binary?.data.mimeType).toBe('text/csv');
	});
});
