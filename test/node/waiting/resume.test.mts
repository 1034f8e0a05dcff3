import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../../sandbox/src/sandbox.mts';
import type { Execution } from '../harness/execution.mts';
import { SECRET_KEY, startGateway, type Gateway } from '../harness/gateway.mts';
import { post, type WebhookAnswer } from '../harness/post.mts';
import { WebhookServer } from '../harness/webhook-server.mts';
import { paidSale as prepareSale } from '../operations/prepare.mts';
import { paidSale, signed } from '../trigger/notifications.mts';
import { created, payout, refundOf, runWaiting, type Changes } from './waiting-workflow.mts';

let gateway: Gateway;
let webhooks: WebhookServer;

async function open(options: SandboxOptions = {}): Promise<void> {
	gateway = await startGateway({ autoRefund: false, ...options });
	webhooks = await WebhookServer.start(gateway.instance);
}
async function close(): Promise<void> {
	await gateway.sandbox.close();
	await webhooks.close();
}
beforeEach(async () => await open());
afterEach(close);

const waiting = async (changes?: Changes): Promise<Execution> => {
	const execution = await runWaiting(gateway, changes);
	expect(execution.error?.message).toBeUndefined();
	expect(execution.status).toBe('waiting');
	return execution;
};

const resumeUrl = ({ id, data }: Execution): string => `${gateway.instance.baseUrl}/webhook-waiting/${id}?signature=${data.resumeToken}`;

const deliver = async (): Promise<void> => {
	await gateway.sandbox.idle();
	await webhooks.settled();
};

const call = async (execution: Execution, data: Record<string, string>, key = SECRET_KEY): Promise<WebhookAnswer> => {
	const answer = await post(resumeUrl(execution), signed(data, key));
	await webhooks.settled();
	return answer;
};

describe('which states end the wait', () => {
	it('only those that were chosen; the others are acknowledged', async () => {
		const execution = await waiting({ wait: { end_states: ['paid'] } });
		gateway.sandbox.decide(created(execution), 'decline');
		await deliver();
		expect(gateway.sandbox.notifications.at(-1)?.attempts.at(-1)).toMatchObject({ status: 200, answer: 'ok' });
		expect(execution.status).toBe('waiting');
	});

	it('those that an expression names, as a list or as text, in any spelling', async () => {
		for (const end_states of ['={{ ["Canceled", "PAID"] }}', '={{ "canceled,00" }}']) {
			const execution = await waiting({ wait: { end_states } });
			gateway.sandbox.decide(created(execution), 'cancel');
			await deliver();
			expect(execution.json('Final')).toEqual([expect.objectContaining({ state: 'cancelled' })]);
		}
	});

	it('"authorized" by default: the payer has nothing left to do', async () => {
		const create = { resource: 'posTerminal', operation: 'startAuthorization', amount: '50.00', description: 'Room 12', notify: 'thisExecution' };
		const execution = await waiting({ create });
		gateway.sandbox.decide(created(execution), 'authorize');
		await deliver();
		expect(execution.json('Final')).toEqual([expect.objectContaining({ state: 'authorized', amount: '50.00' })]);
	});
});

describe('wire forms', () => {
	it.each(['json', 'form', 'nested'] as const)('%s', async (notificationFormat) => {
		await close();
		await open({ notificationFormat });
		const execution = await waiting();
		gateway.sandbox.decide(created(execution), 'pay');
		await deliver();
		expect(execution.json('Final')).toEqual([expect.objectContaining({ state: 'paid' })]);
	});
});

describe('secret keys', () => {
	it('the previous one still counts while keys are changed', async () => {
		const execution = await waiting();
		const trade_id = created(execution);
		gateway.sandbox.addFault({ kind: 'notification_never', count: 1 });
		gateway.sandbox.decide(trade_id, 'pay');
		gateway.credential.previousSecretKey = 'the key before';
		expect((await call(execution, paidSale({ trade_id }), 'a third key')).status).toBe(401);
		expect(execution.status).toBe('waiting');
		expect(await call(execution, paidSale({ trade_id }), 'the key before')).toMatchObject({ status: 200, body: 'ok' });
		expect(execution.json('Final')).toEqual([expect.objectContaining({ trade_id, state: 'paid' })]);
	});

	it('without one nothing is believed, not even what is signed with nothing', async () => {
		const execution = await waiting();
		const trade_id = created(execution);
		gateway.sandbox.addFault({ kind: 'notification_never', count: 1 });
		gateway.sandbox.decide(trade_id, 'pay');
		gateway.credential.secretKey = ' ';
		for (const key of ['', ' ', SECRET_KEY]) expect((await call(execution, paidSale({ trade_id }), key)).status).toBe(401);
		expect(execution.status).toBe('waiting');
	});
});

describe('the gateway\'s own record decides', () => {
	it('cannot be asked: 503, still waiting, and its next attempt ends the wait', async () => {
		await close();
		await open({ notificationRetryDelays: [20, 20, 20] });
		const execution = await waiting();
		gateway.sandbox.addFault({ kind: 'server_error', method: 'v3.QueryOrder', count: 2 });
		gateway.sandbox.decide(created(execution), 'pay');
		await expect.poll(() => execution.status).toBe('success');
		await deliver();
		const attempts = gateway.sandbox.notifications[0].attempts.map(({ status, answer }) => [status, answer]);
		expect(attempts).toEqual([[503, 'bad'], [503, 'bad'], [200, 'ok']]);
		expect(execution.runs('Final')).toBe(1);
	});

	it('says another final state than the notification: the record\'s', async () => {
		const execution = await waiting();
		const trade_id = created(execution);
		gateway.sandbox.addFault({ kind: 'notification_never', count: 1 });
		gateway.sandbox.decide(trade_id, 'decline');
		expect((await call(execution, paidSale({ trade_id }))).status).toBe(200);
		expect(execution.json('Final')).toEqual([expect.objectContaining({ trade_id, state: 'declined' })]);
	});

	it('an ambiguous notification gives it no more than a reason to ask', async () => {
		const execution = await waiting();
		const trade_id = created(execution);
		const notification = paidSale({ trade_id, state: 'processing', demo: 'table 7&state=paid', amount: '99.00' });
		const asked = gateway.sandbox.requests.length;
		const { status } = await call(execution, { ...notification, state: 'paid' });
		expect([status, gateway.sandbox.requests.length]).toEqual([409, asked + 1]);
		expect(execution.status).toBe('waiting');
		gateway.sandbox.addFault({ kind: 'notification_never', count: 1 });
		gateway.sandbox.decide(trade_id, 'pay');
		expect((await call(execution, { ...notification, state: 'paid' })).status).toBe(200);
		expect(execution.json('Final')).toEqual([expect.objectContaining({ state: 'paid', amount: '24.90' })]);
	});
});

describe('other money than agreed on', () => {
	it('the notification names another amount than the record: neither is believed', async () => {
		const execution = await waiting();
		gateway.sandbox.addFault({ kind: 'wrong_amount', count: 1 });
		gateway.sandbox.decide(created(execution), 'pay');
		await deliver();
		expect(execution.json('Final')).toEqual([
			expect.objectContaining({ state: 'amount_mismatch', raw_state: 'paid', amount: '24.90', expected_amount: '24.90', notified_amount: '24.91' }),
		]);
	});

	it('another currency', async () => {
		const execution = await waiting({ wait: { options: { expected_currency: 'USD' } } });
		gateway.sandbox.decide(created(execution), 'pay');
		await deliver();
		expect(execution.json('Final')).toEqual([expect.objectContaining({ state: 'amount_mismatch', currency: 'EUR', expected_currency: 'USD' })]);
	});

	it('the same amount written otherwise is the same', async () => {
		const execution = await waiting({ wait: { options: { expected_amount: '24.9' } } });
		gateway.sandbox.decide(created(execution), 'pay');
		await deliver();
		expect(execution.json('Final')).toEqual([expect.objectContaining({ state: 'paid' })]);
	});

	it('of what was declined the amount does not matter', async () => {
		const execution = await waiting({ wait: { options: { expected_amount: '99.00' } } });
		gateway.sandbox.decide(created(execution), 'decline');
		await deliver();
		expect(execution.json('Final')).toEqual([expect.objectContaining({ state: 'declined' })]);
	});

	it('a refund of another amount', async () => {
		const { trade_id } = await prepareSale(gateway.sandbox);
		const changes = refundOf(trade_id);
		const execution = await waiting({ ...changes, wait: { ...changes.wait!, options: { expected_amount: '12.50' } } });
		gateway.sandbox.decideRefund(created(execution, 'refund_id'), 'refunded');
		await deliver();
		expect(execution.json('Final')).toEqual([
			expect.objectContaining({ state: 'amount_mismatch', raw_state: 'refunded', refund_amount: '2.50', expected_amount: '12.50' }),
		]);
	});
});

describe('refunds', () => {
	it('end it when they are done; news of their payment does not', async () => {
		const { trade_id } = await prepareSale(gateway.sandbox);
		const execution = await waiting(refundOf(trade_id));
		expect((await call(execution, paidSale({ trade_id }))).status).toBe(409);
		gateway.sandbox.decideRefund(created(execution, 'refund_id'), 'refund pending');
		await deliver();
		expect(execution.status).toBe('waiting');
		gateway.sandbox.decideRefund(created(execution, 'refund_id'), 'refunded');
		await deliver();
		expect(execution.json('Final')).toEqual([expect.objectContaining({ state: 'refunded', refund_amount: '2.50' })]);
	});

	it('do not end the wait for a payment', async () => {
		const execution = await waiting();
		const trade_id = created(execution);
		const refund = { ...paidSale({ trade_id, state: 'refunded' }), type: 'refund', refund_id: trade_id, refund_amount: '24.90' };
		expect((await call(execution, refund)).status).toBe(409);
		expect(execution.status).toBe('waiting');
	});
});

describe('payouts, which the gateway cannot be asked about', () => {
	it('end it when they are through', async () => {
		const execution = await waiting(payout());
		const payout_id = created(execution, 'payout_id');
		gateway.sandbox.decidePayout(payout_id, 'pending');
		await deliver();
		expect(execution.status).toBe('waiting');
		gateway.sandbox.decidePayout(payout_id, 'completed');
		await deliver();
		expect(execution.json('Final')).toEqual([expect.objectContaining({ payout_id, state: 'completed', amount: '100.00' })]);
	});

	it('of another amount than agreed on are not "completed"', async () => {
		const execution = await waiting(payout('Week 47', { expected_amount: '99.00', expected_currency: 'EUR' }));
		gateway.sandbox.decidePayout(created(execution, 'payout_id'), 'completed');
		await deliver();
		expect(execution.json('Final')).toEqual([
			expect.objectContaining({ state: 'amount_mismatch', raw_state: 'completed', amount: '100.00', expected_amount: '99.00' }),
		]);
	});

	it('are refused where the signature would fit another reading', async () => {
		const execution = await waiting(payout('Week 47&state=completed'));
		gateway.sandbox.decidePayout(created(execution, 'payout_id'), 'completed');
		await deliver();
		expect(gateway.sandbox.notifications.at(-1)?.attempts.at(-1)).toMatchObject({ status: 400 });
		expect(execution.status).toBe('waiting');
	});
});

describe('an execution that does not know what it waits for', () => {
	it('refuses every notification', async () => {
		const execution = await waiting();
		execution.data.resultData.metadata = {};
		gateway.sandbox.decide(created(execution), 'pay');
		await deliver();
		expect(gateway.sandbox.notifications[0].attempts[0]).toMatchObject({ status: 409 });
		expect(execution.status).toBe('waiting');
	});
});
