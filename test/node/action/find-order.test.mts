import { beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNTS, useGateway } from '../harness/gateway.mts';
import { sale } from '../harness/parameters.mts';
import { rawCall } from '../harness/raw-call.mts';
import { singleNodeWorkflow } from '../harness/saved-workflow.mts';

const gateway = useGateway();
beforeEach(() => {
	gateway.sandbox.reset();
});

const find = async (order_id: string, period: Record<string, string> = {}) =>
	await gateway.instance.run(singleNodeWorkflow({ resource: 'order', operation: 'find', order_id, ...period }));

const createLink = async (order_id: string) =>
	await rawCall(gateway.sandbox, 'v3.CreatePayments', {
		...{ order_id, amount: '24.90', currency: 'EUR', description: 'Order', notify_url: 'http://127.0.0.1:9/notify' },
		...{ pay_method: 'online', sub_pay_method: 'iDEAL' },
	}, ACCOUNTS.cashier);

describe('Order: Find by Order ID', () => {
	it('finds the sale whose answer was lost by the order_id that the error names', async () => {
		gateway.sandbox.addFault({ kind: 'lost_answer', method: 'v3.POS', count: 1 });
		const failed = await gateway.instance.run(singleNodeWorkflow(sale(), { onError: 'continueRegularOutput' }));
		const { details } = failed.json('YabandPay')[0] as { details: { order_id: string; outcome: string } };
		expect(details.outcome).toBe('unknown');
		expect((await find(details.order_id)).json('YabandPay')).toEqual([
			{ found: false, order_id: details.order_id, message: expect.stringContaining('still be waiting') },
		]);

		const [{ trade_id, amount }] = gateway.sandbox.orders;
		gateway.sandbox.decide(trade_id, 'pay');
		expect((await find(details.order_id)).json('YabandPay')).toEqual([
			expect.objectContaining({ found: true, trade_id, order_id: details.order_id, amount, state: 'paid' }),
		]);
	});

	it('shows every payment of an order that was paid twice, and none of another order', async () => {
		const trades: string[] = [];
		for (const order_id of ['A-1', 'A-10', 'A-1']) {
			const { trade_id } = await createLink(order_id);
			gateway.sandbox.decide(trade_id, 'pay');
			trades.push(trade_id);
		}
		const items = (await find('A-1')).json('YabandPay');
		expect(items.map(({ trade_id }) => trade_id)).toEqual([trades[0], trades[2]]);
	});

	it('searches the given period only', async () => {
		const { trade_id } = await createLink('B-1');
		gateway.sandbox.decide(trade_id, 'pay');
		const [item] = (await find('B-1', { start_time: '2023-11-14T00:00:00Z', end_time: '2023-11-15T00:00:00Z' })).json('YabandPay');
		expect(item).toMatchObject({ found: false, message: expect.stringContaining('2023-11-14T00:00:00.000Z') });
	});

	it('needs an Order ID, and says when the gateway cannot be asked', async () => {
		expect((await find('={{ "" }}')).error?.message).toContain('Order ID is empty');
		gateway.sandbox.addFault({ kind: 'server_error', count: 1 });
		expect((await find('B-1')).error?.message).toContain('HTTP 503');
	});
});
