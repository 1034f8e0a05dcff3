import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Execution } from '../harness/execution.mts';
import { SECRET_KEY, startGateway, type Gateway } from '../harness/gateway.mts';
import { post } from '../harness/post.mts';
import { readWorkflow, singleNodeWorkflow } from '../harness/saved-workflow.mts';
import { WebhookServer } from '../harness/webhook-server.mts';
import { paidSale, signed } from '../trigger/notifications.mts';

let gateway: Gateway;
let webhooks: WebhookServer;
beforeEach(async () => {
	gateway = await startGateway();
	webhooks = await WebhookServer.start(gateway.instance);
});
afterEach(async () => {
	await gateway.sandbox.close();
	await webhooks.close();
});

interface Waiting {
	execution: Execution;
	trade_id: string;
	/** the address the gateway was given */
	resumeUrl: string;
}

/** Runs the workflow up to its wait. The gateway's own notification of the new order has been delivered by then. */
async function waitForPayment(): Promise<Waiting> {
	const execution = await gateway.instance.run(readWorkflow('wait-for-payment'), { items: [{ order: '1042' }] });
	expect(execution.error?.message).toBeUndefined();
	const trade_id = execution.json('Create Payment')[0].trade_id as string;
	const resumeUrl = gateway.sandbox.requests[0].body?.data?.notify_url as string;
	return { execution, trade_id, resumeUrl };
}

const deliver = async (): Promise<void> => {
	await gateway.sandbox.idle();
	await webhooks.settled();
};

/** A notification of the gateway about the order, made by hand. */
const notification = ({ trade_id }: Waiting, more: Record<string, string> = {}, key = SECRET_KEY): string =>
	signed(paidSale({ trade_id, ...more }), key);

describe('a payment that is created with Notify "This Execution"', () => {
	it('is given this execution\'s resume URL, with n8n\'s token', async () => {
		const { execution, resumeUrl } = await waitForPayment();
		expect(execution.status).toBe('waiting');
		expect(resumeUrl).toBe(
			`${gateway.instance.baseUrl}/webhook-waiting/${execution.id}?signature=${execution.data.resumeToken}`,
		);
	});
});

describe('waiting', () => {
	it.each([
		['pay', 'paid'],
		['decline', 'declined'],
		['fail', 'failed'],
		['expire', 'expired'],
		['cancel', 'cancelled'],
	] as const)('ends when the gateway reports a final state: %s', async (decision, state) => {
		const { execution, trade_id } = await waitForPayment();
		expect(execution.status).toBe('waiting');
		gateway.sandbox.decide(trade_id, decision);
		await deliver();
		expect(execution.status).toBe('success');
		expect(execution.json('Final')).toEqual([expect.objectContaining({ trade_id, state, amount: '24.90', currency: 'EUR' })]);
		expect(execution.runs('Remind')).toBe(0);
	});

	it.each(['pend', 'verify'] as const)('goes on when the payment is not final yet: %s', async (decision) => {
		const { execution, trade_id } = await waitForPayment();
		gateway.sandbox.decide(trade_id, decision);
		await deliver();
		expect(execution.status).toBe('waiting');
		gateway.sandbox.decide(trade_id, 'pay');
		await deliver();
		expect(execution.json('Final')).toEqual([expect.objectContaining({ state: 'paid' })]);
	});

	it('does not begin when the payment is final already', async () => {
		gateway.sandbox.addFault({ kind: 'notification_early', method: 'v3.CreatePayments', count: 1 });
		const { execution, trade_id } = await waitForPayment();
		expect(execution.status).toBe('success');
		expect(execution.json('Final')).toEqual([expect.objectContaining({ trade_id, state: 'paid' })]);
		expect(execution.runs('Remind')).toBe(0);
	});

	it('ends at the limit with the input on the first output: an unpaid order cannot look paid', async () => {
		const { execution } = await waitForPayment();
		const { waitTill } = execution;
		expect(waitTill!.getTime() - Date.now()).toBeLessThanOrEqual(30 * 60_000);
		expect(waitTill!.getTime() - Date.now()).toBeGreaterThan(29 * 60_000);
		await gateway.instance.continueAfterWaiting(execution);
		expect(execution.status).toBe('success');
		expect(execution.json('Remind')).toEqual(execution.json('Send Link'));
		expect(execution.json('Remind')[0].state).not.toBe('paid');
		expect(execution.runs('Final')).toBe(0);
	});

	it('survives a restart of n8n: what it waits for is stored with the execution', async () => {
		const waiting = await waitForPayment();
		waiting.execution.data = waiting.execution.storedData();
		gateway.sandbox.decide(waiting.trade_id, 'pay');
		await deliver();
		expect(waiting.execution.json('Final')).toHaveLength(1);
	});

	it('ends once, however often the gateway reports', async () => {
		gateway.sandbox.addFault({ kind: 'notification_duplicated', times: 5 });
		const { execution, trade_id, resumeUrl } = await waitForPayment();
		gateway.sandbox.decide(trade_id, 'pay');
		await deliver();
		expect(execution.status).toBe('success');
		expect(execution.runs('Final')).toBe(1);
		expect((await post(resumeUrl, notification({ execution, trade_id, resumeUrl }))).status).toBe(409);
	});

	it('takes one item at a time, and says what to do with several', async () => {
		const parameters = { resource: 'order', operation: 'waitForPayment', trade_id: '={{ $json.id }}' };
		const execution = await gateway.instance.run(singleNodeWorkflow(parameters), {
			items: [{ id: '4552eeea-1ae8-1e40-3b4b-802dc2f56458' }, { id: '4552eeea-1ae8-1e40-3b4b-802dc2f56459' }],
		});
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(/one item/);
		expect(execution.error?.description).toMatch(/Loop Over Items/);
	});
});

describe('the resume URL', () => {
	const refusals: Array<[string, (waiting: Waiting) => string, number]> = [
		['a paid forged with another key', (waiting) => notification(waiting, {}, 'another key'), 401],
		['a paid without a signature', ({ trade_id }) => JSON.stringify({ data: paidSale({ trade_id }) }), 401],
		['a genuine paid of another order', () => signed(paidSale(), SECRET_KEY), 409],
		['a genuine paid that the gateway\'s own record does not confirm', (waiting) => notification(waiting), 409],
		['broken JSON', (waiting) => notification(waiting).slice(0, -1), 422],
	];

	it.each(refusals)('refuses %s, and the execution goes on waiting', async (_what, body, status) => {
		const waiting = await waitForPayment();
		expect((await post(waiting.resumeUrl, body(waiting))).status).toBe(status);
		await webhooks.settled();
		expect(waiting.execution.status).toBe('waiting');
		gateway.sandbox.decide(waiting.trade_id, 'pay');
		await deliver();
		expect(waiting.execution.json('Final')).toEqual([expect.objectContaining({ state: 'paid' })]);
	});

	it('acknowledges a genuine processing, and the execution goes on waiting', async () => {
		const waiting = await waitForPayment();
		const answer = await post(waiting.resumeUrl, notification(waiting, { state: 'processing' }));
		expect(answer).toMatchObject({ status: 200, body: 'ok' });
		await webhooks.settled();
		expect(waiting.execution.status).toBe('waiting');
	});

	it('is closed to whoever lacks n8n\'s token', async () => {
		const waiting = await waitForPayment();
		const { origin, pathname } = new URL(waiting.resumeUrl);
		expect((await post(`${origin}${pathname}`, notification(waiting))).status).toBe(401);
		expect(webhooks.calls).toHaveLength(0);
	});

	it('never reports another amount as paid', async () => {
		const { execution, trade_id } = await waitForPayment();
		gateway.sandbox.addFault({ kind: 'wrong_amount' });
		gateway.sandbox.decide(trade_id, 'pay');
		await deliver();
		const paidAnotherAmount = execution.json('Final').filter(({ state, amount }) => state === 'paid' && amount !== '24.90');
		expect(paidAnotherAmount).toEqual([]);
	});

	it('says so when less was paid than the workflow expects', async () => {
		const workflow = readWorkflow('wait-for-payment');
		const node = workflow.nodes.find(({ name }) => name === 'Wait for Payment');
		node!.parameters.options = { expected_amount: '30.00' };
		const execution = await gateway.instance.run(workflow, { items: [{ order: '1042' }] });
		gateway.sandbox.decide(execution.json('Create Payment')[0].trade_id as string, 'pay');
		await deliver();
		expect(execution.json('Final')).toEqual([
			expect.objectContaining({ state: 'amount_mismatch', amount: '24.90', expected_amount: '30.00', raw_state: 'paid' }),
		]);
	});
});
