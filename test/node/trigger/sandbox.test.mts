import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type Gateway } from '../harness/gateway.mts';
import { sale } from '../harness/parameters.mts';
import { readWorkflow, singleNodeWorkflow } from '../harness/saved-workflow.mts';
import { WebhookServer } from '../harness/webhook-server.mts';

let gateway: Gateway;
let webhooks: WebhookServer;
beforeAll(async () => {
	gateway = await startGateway();
	webhooks = await WebhookServer.start(gateway.instance);
});
afterAll(async () => {
	await gateway.sandbox.close();
	await webhooks.close();
});

describe('a sale from its start to its booking', () => {
	it.each([
		['as it comes', {}],
		['confirmed with the gateway', { settings: { confirm_with_gateway: true } }],
	])('the notification of a paid sale starts the second workflow, %s', async (_how, parameters) => {
		const { instance, sandbox } = gateway;
		const booking = readWorkflow('book-payments');
		booking.id = `wfSandbox${instance.executions.length}`;
		booking.nodes[0].webhookId = `hook-${instance.executions.length}`;
		booking.nodes[0].parameters = parameters;
		const notify_url = webhooks.activate(booking);

		const started = await instance.run(singleNodeWorkflow(sale({ notify_url, options: { tip_amount: '0.50' } })));
		const [{ trade_id, order_id }] = started.json('YabandPay');
		expect(started.json('YabandPay')).toEqual([
			expect.objectContaining({ state: 'processing', amount: '12.50', tip_amount: '0.50' }),
		]);
		sandbox.decide(trade_id as string, 'pay');
		await sandbox.idle();
		await webhooks.settled();

		const items = instance.executions.flatMap((execution) => execution.json('Book'));
		const about = items.filter((item) => item.trade_id === trade_id && item.state === 'paid');
		expect(about).toEqual([expect.objectContaining({ event: 'payment.paid', amount: '12.50', currency: 'EUR', order_id })]);
	});
});
