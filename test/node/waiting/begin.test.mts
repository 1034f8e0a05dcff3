import { beforeEach, describe, expect, it } from 'vitest';
import { NodeHelpers } from 'n8n-workflow';
import { paidSale } from '../operations/prepare.mts';
import { NOTIFY_URL, useGateway } from '../harness/gateway.mts';
import { packageNodes } from '../harness/package-nodes.mts';
import { created, payout, refundOf, runWaiting, waitingWorkflow, type Changes } from './waiting-workflow.mts';

const gateway = useGateway();
beforeEach(() => {
	gateway.sandbox.reset();
});

const MINUTE = 60_000;

const minutesUntil = (date: Date | undefined): number => (date!.getTime() - Date.now()) / MINUTE;

describe('the limit', () => {
	const limits: Array<[string, Changes, number]> = [
		['the order\'s own timeout by default', {}, 30],
		['24 hours for an order without a timeout', { create: { options: {} } }, 1440],
		['so many minutes', { wait: { limit: 'interval', limit_minutes: 90 } }, 90],
		['a moment by expression', { wait: { limit: 'date', limit_date: '={{ $now.plus(2, "hours") }}' } }, 120],
		['a moment as ISO text', { wait: { limit: 'date', limit_date: '={{ $now.plus(2, "hours").toUTC().toISO() }}' } }, 120],
		['a payout has no timeout: an hour by default', payout(), 60],
	];

	it.each(limits)('%s', async (_what, changes, minutes) => {
		const { status, waitTill } = await runWaiting(gateway, changes);
		expect(status).toBe('waiting');
		expect(minutesUntil(waitTill)).toBeGreaterThan(minutes - 1);
		expect(minutesUntil(waitTill)).toBeLessThanOrEqual(minutes);
	});

	it('a date that was picked in the editor is one of the workflow\'s time zone', async () => {
		const wait = { limit: 'date', limit_date: '2099-01-01T09:00:00' };
		const { waitTill } = await runWaiting(gateway, { wait, timezone: 'Asia/Tokyo' });
		expect(waitTill?.toISOString()).toBe('2099-01-01T00:00:00.000Z');
	});
});

describe('what cannot be waited for is an error, and the execution does not wait', () => {
	const errors: Array<[string, Changes, RegExp, RegExp]> = [
		['a date that is over', { wait: { limit: 'date', limit_date: '2020-01-01T00:00:00' } }, /over already/, /in the future/],
		['text that is no date', { wait: { limit: 'date', limit_date: '={{ "soon" }}' } }, /no date/, /in the future/],
		['half a minute', { wait: { limit: 'interval', limit_minutes: '={{ 0.5 }}' } }, /Minutes must be a whole number/, /Correct/],
		['minutes below zero', { wait: { limit: 'interval', limit_minutes: '={{ -5 }}' } }, /Minutes must be a whole number/, /Correct/],
		['no trade_id', { wait: { trade_id: '={{ undefined }}' } }, /Trade ID is empty/, /expression/],
		['a malformed trade_id', { wait: { trade_id: '=x&y' } }, /Trade ID must/, /Correct/],
		['an unknown trade_id', { wait: { trade_id: '4552eeea-1ae8-1e40-3b4b-802dc2f56458' } }, /-4024/, /./],
		['no state to continue when', { wait: { end_states: '={{ [] }}' } }, /Continue When is empty/, /expression/],
		['an expected amount that is none', { wait: { options: { expected_amount: '24,90' } } }, /Expected Amount must/, /Correct/],
		[
			'"Always Output Data", with which both outputs would run',
			{ settings: { alwaysOutputData: true } },
			/Always Output Data/,
			/Switch it off/,
		],
		[
			'an order that reports elsewhere',
			{ create: { notify: 'url', notify_url: NOTIFY_URL } },
			/does not report this to the execution/,
			/Notify to "This Execution"/,
		],
	];

	it.each(errors)('%s', async (_what, changes, message, description) => {
		const execution = await runWaiting(gateway, changes);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(message);
		expect(execution.error?.description).toMatch(description);
	});

	it('a gateway that cannot be asked', async () => {
		gateway.sandbox.addFault({ kind: 'server_error', method: 'v3.QueryOrder' });
		expect((await runWaiting(gateway)).status).toBe('error');
	});

	it('"Retry On Fail" asks again and then waits', async () => {
		gateway.sandbox.addFault({ kind: 'server_error', method: 'v3.QueryOrder', count: 1 });
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		expect((await runWaiting(gateway, { settings })).status).toBe('waiting');
	});

	it('On Error "Continue": the error leaves by the first output, never by "Final"', async () => {
		gateway.sandbox.addFault({ kind: 'server_error', method: 'v3.QueryOrder' });
		const execution = await runWaiting(gateway, { settings: { onError: 'continueRegularOutput' } });
		expect(execution.status).toBe('success');
		expect(execution.json('Remind')).toEqual([expect.objectContaining({ error: expect.any(String) })]);
		expect(execution.runs('Final')).toBe(0);
	});

	it('On Error "Continue (using error output)": every item leaves by the third output', async () => {
		const workflow = waitingWorkflow({ settings: { onError: 'continueErrorOutput' } });
		const items = [{ order: '1' }, { order: '2' }];
		const execution = await gateway.instance.run(workflow, { items });
		expect(execution.status).toBe('success');
		expect([0, 1].map((output) => execution.json('Wait for Payment', output))).toEqual([[], []]);
		expect(execution.json('Wait for Payment', 2).map(({ error }) => error)).toEqual([
			expect.stringContaining('one item at a time'),
			expect.stringContaining('one item at a time'),
		]);
	});
});

describe('what is final already goes on at once', () => {
	it('a refund', async () => {
		const { trade_id } = await paidSale(gateway.sandbox);
		gateway.sandbox.addFault({ kind: 'notification_never' });
		const changes = refundOf(trade_id);
		const waiting = await runWaiting(gateway, changes);
		expect(waiting.status).toBe('waiting');
		const refund_id = created(waiting, 'refund_id');
		gateway.sandbox.decideRefund(refund_id, 'refund failed');
		const again = await runWaiting(gateway, { ...refundOf(trade_id), wait: { ...changes.wait!, refund_id } });
		expect(again.json('Final')).toEqual([expect.objectContaining({ refund_id, state: 'failed', raw_state: 'refund failed' })]);
	});

	it('but only in a state that was chosen', async () => {
		gateway.sandbox.addFault({ kind: 'notification_early', method: 'v3.CreatePayments', count: 1 });
		expect((await runWaiting(gateway, { wait: { end_states: ['declined', 'failed'] } })).status).toBe('waiting');
	});

	it('with another amount than agreed on it is not "paid"', async () => {
		gateway.sandbox.addFault({ kind: 'notification_early', method: 'v3.CreatePayments', count: 1 });
		const execution = await runWaiting(gateway, { wait: { options: { expected_amount: '24.91' } } });
		expect(execution.json('Final')).toEqual([
			expect.objectContaining({ state: 'amount_mismatch', raw_state: 'paid', amount: '24.90', expected_amount: '24.91' }),
		]);
	});
});

describe('the outputs the editor shows', () => {
	const outputsOf = (resource: string, operation: string) => {
		const workflow = waitingWorkflow({ wait: { resource, operation } });
		const executable = gateway.instance.createWorkflow(workflow);
		const { description } = packageNodes.get('n8n-nodes-yabandpay.yabandPay')!;
		return NodeHelpers.getNodeOutputs(executable, executable.getNode('Wait for Payment')!, description);
	};

	it.each([
		['order', 'waitForPayment'],
		['refund', 'waitForRefund'],
		['wallet', 'waitForPayout'],
	])('%s.%s: "Limit Reached" and "Final"', (resource, operation) => {
		expect(outputsOf(resource, operation)).toEqual([
			{ type: 'main', displayName: 'Limit Reached' },
			{ type: 'main', displayName: 'Final' },
		]);
	});

	it('one for every other operation', () => {
		expect(outputsOf('order', 'get')).toEqual(['main']);
	});
});
