import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../../../sandbox/src/sandbox.mts';
import { call } from '../../sandbox/support/libraryClient.mts';
import { startReceiver, type Receiver } from '../../sandbox/support/receiver.mts';
import {
	CASHIER,
	openOrder,
	paidOrder,
	payment,
	SUPER_ADMIN,
	TERMINAL,
	waitingSale,
} from '../../sandbox/support/samples.mts';

let sandbox: Sandbox;
let receiver: Receiver;

beforeEach(async () => {
	receiver = await startReceiver();
	sandbox = await startSandbox({ notificationRetryDelays: [], autoRefund: false });
});

afterEach(async () => {
	await sandbox.close();
	await receiver.close();
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function control(method: string, path: string, body?: unknown): Promise<any> {
	const headers = body === undefined ? undefined : { 'content-type': 'application/json' };
	const response = await fetch(`${sandbox.url}/_sandbox${path}`, { method, headers, body: JSON.stringify(body) });
	return {
		status: response.status,
		...(await response.json().then((json) => (Array.isArray(json) ? { list: json } : (json as object)))),
	};
}

describe('the control API', () => {
	it('sums up, lists and decides orders', async () => {
		const trade_id = await openOrder(sandbox);
		expect(await control('GET', '/')).toMatchObject({ url: sandbox.url, orders: 1, requests: 1 });
		expect(await control('POST', `/orders/${trade_id}/decide`, { decision: 'pend' })).toMatchObject({
			state: 'pending',
		});
		expect(await control('POST', `/orders/${trade_id}/decide`, { decision: 'pay' })).toMatchObject({ state: 'paid' });
		expect((await control('GET', '/orders')).list).toMatchObject([{ trade_id, state: 'paid', amount: '12.50' }]);
		expect(await control('POST', `/orders/${trade_id}/decide`, { decision: 'expire' })).toMatchObject({
			status: 400,
			error: expect.stringContaining('cannot become expired') as unknown,
		});
		expect(await control('POST', `/orders/${trade_id}/decide`, { decision: 'dance' })).toMatchObject({ status: 400 });
		const { order, transitions, requests, notifications } = await control('GET', `/orders/${trade_id}`);
		expect([order.state, transitions.length, requests.length, notifications.length]).toEqual(['paid', 3, 1, 2]);
		expect((await control('GET', '/requests')).list).toHaveLength(1);
	});

	it('decides refunds and payouts', async () => {
		const trade_id = await paidOrder(sandbox);
		const refund = { trade_id, refund_amount: '1', refund_currency: 'EUR', refund_description: 'x' };
		const { refund_id } = (await call(sandbox, CASHIER, 'v3.CreateRefund', refund)).data as { refund_id: string };
		expect((await control('GET', '/refunds')).list).toMatchObject([{ state: 'refund processing', amount: '1.00' }]);
		expect(await control('POST', `/refunds/${refund_id}/decide`, { state: 'refund error' })).toMatchObject({
			state: 'refund error',
		});
		expect(await control('POST', `/refunds/${refund_id}/decide`, { state: 'lost' })).toMatchObject({ status: 400 });
		const payout = {
			command: 'payout',
			amount: '5',
			currency: 'EUR',
			reference: 'r',
			nonce_string: 'n',
			notify_url: receiver.url,
		};
		const { payout_id } = (await call(sandbox, SUPER_ADMIN, 'v3.MerchantBalance', payout)).data as {
			payout_id: string;
		};
		expect(await control('POST', `/payouts/${payout_id}/decide`, { state: 'completed' })).toMatchObject({
			state: 'completed',
			amount: '5.00',
		});
		expect((await control('GET', '/payouts')).list).toHaveLength(1);
	});

	it('resends notifications and waits for them', async () => {
		await paidOrder(sandbox, { notify_url: receiver.url });
		expect(await control('POST', '/idle')).toMatchObject({ idle: true });
		const [{ id, status }] = (await control('GET', '/notifications')).list as Array<{ id: string; status: string }>;
		expect(status).toBe('delivered');
		expect(await control('POST', `/notifications/${id}/resend`)).toMatchObject({ cause: 'resend', answer: 'ok' });
		expect(await control('POST', '/notifications/none/resend')).toMatchObject({ status: 400 });
		expect(receiver.received).toHaveLength(2);
	});

	it('moves the clock', async () => {
		const trade_id = await openOrder(sandbox, { timeout: '1' });
		expect((await control('POST', '/clock', { move: 61_000 })).offset).toBe(61_000);
		await expect.poll(() => sandbox.order(trade_id).state).toBe('expired');
		expect((await control('POST', '/clock', { set: '2030-01-01T00:00:00Z' })).now).toMatch(/^2030-01-01T00:00:00/);
		expect((await control('POST', '/clock', { reset: true })).offset).toBe(0);
		expect(await control('POST', '/clock', { set: 'someday' })).toMatchObject({ status: 400 });
		expect(await control('POST', '/clock', { move: 'far' })).toMatchObject({ status: 400 });
	});

	it('adds and removes faults', async () => {
		const { id } = await control('POST', '/faults', { kind: 'html', count: 3 });
		expect((await control('GET', '/faults')).faults).toMatchObject([{ id, kind: 'html', remaining: 3 }]);
		expect(await control('DELETE', `/faults/${id as string}`)).toMatchObject({ removed: true });
		await control('POST', '/faults', { kind: 'slow', seconds: 1 });
		expect((await control('DELETE', '/faults')).faults).toEqual([]);
		expect(await control('POST', '/faults', { kind: 'slow', seconds: 'long' })).toMatchObject({ status: 400 });
	});

	it('adds gift cards, without ever giving a PIN out', async () => {
		expect(
			await control('POST', '/gift-cards', { cardnumber: '7000000000000001', pincode: '4711', balance: '20' }),
		).toMatchObject({ status: 200 });
		expect(await control('POST', '/gift-cards', { cardnumber: '7', pincode: '4711', balance: '20' })).toMatchObject({
			status: 400,
		});
		const data = payment({ sub_pay_method: 'Voucher', amount: '20', cardnumber: '7000000000000001', pincode: '4711' });
		expect(await call(sandbox, CASHIER, 'v3.CreatePaymentsVoucher', data)).toMatchObject({ status: true });
		const all = JSON.stringify(
			await Promise.all(['/gift-cards', '/requests', '/orders', '/notifications'].map((path) => control('GET', path))),
		);
		expect(all).not.toContain('4711');
	});

	it('plugs terminals in and out, and starts anew', async () => {
		await waitingSale(sandbox);
		expect((await control('POST', `/terminals/${TERMINAL}`, { online: false })).online).toBe(false);
		expect((await control('GET', '/terminals')).list).toEqual([{ tid: TERMINAL, online: false, waiting: 1 }]);
		expect(await control('POST', '/terminals/T000', { online: true })).toMatchObject({ status: 400 });
		expect(await control('POST', '/reset')).toMatchObject({ reset: true });
		expect((await control('GET', '/terminals')).list).toEqual([{ tid: TERMINAL, online: true, waiting: 0 }]);
		expect([sandbox.orders, sandbox.requests]).toEqual([[], []]);
	});
});

describe('a database file', () => {
	it('keeps key, orders and what is still to come over a restart', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'yabandpay-sandbox-'));
		const database = join(folder, 'sandbox.sqlite');
		const first = await startSandbox({ database, notificationRetryDelays: [1_500] });
		receiver.reply = () => ({ status: 500, body: '' });
		const trade_id = await paidOrder(first, { notify_url: receiver.url });
		await first.idle();
		await first.close();
		receiver.reply = () => ({ status: 200, body: 'ok' });
		const second = await startSandbox({ database });
		expect(second.secretKey).toBe(first.secretKey);
		expect(second.order(trade_id)).toMatchObject({ state: 'paid' });
		await receiver.nth(2);
		await second.idle();
		expect(second.notifications).toMatchObject([{ status: 'delivered', attempts: [{ status: 500 }, { status: 200 }] }]);
		await second.close();
		await rm(folder, { recursive: true });
	});
});

describe('forms', () => {
	it("are taken from the sandbox's own pages only", async () => {
		const trade_id = await openOrder(sandbox);
		const press = async (origin: string): Promise<number> => {
			const headers = { 'content-type': 'application/x-www-form-urlencoded', origin };
			return (
				await fetch(`${sandbox.url}/orders/${trade_id}`, {
					method: 'POST',
					headers,
					body: 'decision=pay',
					redirect: 'manual',
				})
			).status;
		};
		expect(await press('https://elsewhere.example')).toBe(403);
		expect(sandbox.order(trade_id).state).toBe('processing');
		const reset = await fetch(`${sandbox.url}/_sandbox/reset`, {
			method: 'POST',
			headers: { origin: 'https://elsewhere.example' },
		});
		expect([reset.status, sandbox.orders.length]).toEqual([403, 1]);
		expect(await press(sandbox.url)).toBe(303);
		expect(sandbox.order(trade_id).state).toBe('paid');
	});
});
