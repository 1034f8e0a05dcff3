import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { FAULT_KINDS, FAULT_KIND_NAMES } from '../../../sandbox/src/faults/kinds.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/src/sandbox.mts';
import { call, postText, signedEnvelope, verifyNotification } from '../../sandbox/support/libraryClient.mts';
import { startReceiver, type Receiver } from '../../sandbox/support/receiver.mts';
import { CASHIER, openOrder, paidOrder, payment, posSale, TERMINAL } from '../../sandbox/support/samples.mts';

let sandbox: Sandbox;
let receiver: Receiver;

beforeEach(async () => {
	receiver = await startReceiver();
	sandbox = await startSandbox({ notificationRetryDelays: [] });
});

afterEach(async () => {
	await sandbox.close();
	await receiver.close();
});

const to = (): { notify_url: string } => ({ notify_url: receiver.url });

async function create(): Promise<Response> {
	return await postText(
		sandbox.url,
		JSON.stringify(signedEnvelope(CASHIER, 'v3.CreatePayments', payment(to()), sandbox.secretKey)),
	);
}

/** The code at the bottom of a failed fetch, e.g. ECONNRESET. */
async function failureOf(work: Promise<unknown>): Promise<string> {
	const error = (await work.then(
		() => undefined,
		(reason: unknown) => reason,
	)) as (Error & { cause?: { code?: string } }) | undefined;
	return error?.cause?.code ?? error?.message ?? 'no failure';
}

describe('on requests', () => {
	it('reset: the connection breaks in the middle, nothing is booked', async () => {
		sandbox.addFault({ kind: 'reset', count: 1 });
		expect(await failureOf(create().then(async (response) => await response.text()))).toMatch(
			/ECONNRESET|terminated|UND_ERR_SOCKET/,
		);
		expect(sandbox.orders).toHaveLength(0);
		expect((await create()).status).toBe(200);
	});

	it('lost_answer: the charge is made, the client sees nothing', async () => {
		sandbox.addFault({ kind: 'lost_answer', count: 1 });
		expect(await failureOf(create())).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
		expect(sandbox.orders).toHaveLength(1);
		expect(sandbox.requests[0].answer).toBe('');
	});

	it('server_error: 5xx, nothing is booked', async () => {
		sandbox.addFault({ kind: 'server_error', status: 502, count: 1 });
		const response = await create();
		expect([response.status, await response.text()]).toEqual([502, '']);
		expect(sandbox.orders).toHaveLength(0);
	});

	it('html: a web page with status 200, nothing is booked', async () => {
		sandbox.addFault({ kind: 'html', count: 1 });
		const response = await create();
		expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
		expect(await response.text()).toContain('<html>');
		expect(sandbox.orders).toHaveLength(0);
	});

	it('cut_json: half of the answer, the charge is made', async () => {
		sandbox.addFault({ kind: 'cut_json', count: 1 });
		const text = await (await create()).text();
		expect(text).toMatch(/^\{"status":true/);
		expect(() => void JSON.parse(text)).toThrow();
		expect(sandbox.orders).toHaveLength(1);
	});

	it('slow: the answer comes so many seconds late, the charge is made at once', async () => {
		sandbox.addFault({ kind: 'slow', seconds: 0.3, count: 1 });
		const started = performance.now();
		const answer = create();
		await expect.poll(() => sandbox.orders.length, { interval: 10 }).toBe(1);
		expect(performance.now() - started).toBeLessThan(280);
		expect((await answer).status).toBe(200);
		expect(performance.now() - started).toBeGreaterThanOrEqual(290);
	});

	it('refuse: nothing listens for so many seconds, then it does again', async () => {
		sandbox.addFault({ kind: 'refuse', seconds: 0.4 });
		await expect.poll(async () => await failureOf(create()), { interval: 20 }).toBe('ECONNREFUSED');
		await expect
			.poll(
				async () =>
					await create().then(
						({ status }) => status,
						() => 0,
					),
				{ interval: 50, timeout: 3000 },
			)
			.toBe(200);
		expect(sandbox.faultCounts.refuse).toBe(1);
	});

	it('hit one account only, or one method only', async () => {
		sandbox.addFault({ kind: 'server_error', user: TERMINAL });
		sandbox.addFault({ kind: 'html', method: 'v3.QueryOrder' });
		expect((await create()).status).toBe(200);
		const pos = signedEnvelope(TERMINAL, 'v3.POS', posSale(), sandbox.secretKey);
		expect((await postText(sandbox.url, JSON.stringify(pos))).status).toBe(503);
		const query = signedEnvelope(CASHIER, 'v3.QueryOrder', { trade_id: 'x' }, sandbox.secretKey);
		expect(await (await postText(sandbox.url, JSON.stringify(query))).text()).toContain('<html>');
	});
});

describe('on notifications', () => {
	it('early: it arrives before the answer', async () => {
		sandbox.addFault({ kind: 'notification_early', count: 1 });
		const answer = await call(sandbox, CASHIER, 'v3.CreatePayments', payment(to()));
		expect(answer).toMatchObject({ status: true, data: { state: 'processing' } });
		expect(receiver.received.map(({ json }) => (json as { data: { state: string } }).data.state)).toEqual(['paid']);
	});

	it('late: the first attempt waits', async () => {
		sandbox.addFault({ kind: 'notification_late', seconds: 60, count: 1 });
		await paidOrder(sandbox, to());
		await sandbox.idle();
		expect(receiver.received).toHaveLength(0);
		sandbox.clock.move(60_000);
		await sandbox.idle();
		expect(receiver.received).toHaveLength(1);
	});

	it('duplicated: the same text so many times more', async () => {
		sandbox.addFault({ kind: 'notification_duplicated', times: 3, count: 1 });
		await paidOrder(sandbox, to());
		await sandbox.idle();
		expect(receiver.received).toHaveLength(4);
		expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
	});

	it('shuffled: a genuine processing follows the paid', async () => {
		sandbox.addFault({ kind: 'notification_shuffled', count: 1 });
		await paidOrder(sandbox, to());
		await sandbox.idle();
		expect(receiver.received.map(({ json }) => (json as { data: { state: string } }).data.state)).toEqual([
			'paid',
			'processing',
		]);
		expect(receiver.received.every(({ json }) => verifyNotification(json, sandbox.secretKey))).toBe(true);
	});

	it('forged: a copy with a wrong key comes first, the genuine one after it', async () => {
		sandbox.addFault({ kind: 'notification_forged', count: 1 });
		await paidOrder(sandbox, to());
		await sandbox.idle();
		expect(receiver.received.map(({ json }) => verifyNotification(json, sandbox.secretKey))).toEqual([false, true]);
		expect(sandbox.notifications.map(({ status }) => status)).toEqual(['sent', 'delivered']);
	});

	it('never: it is kept back until it is sent by hand', async () => {
		sandbox.addFault({ kind: 'notification_never', count: 1 });
		await paidOrder(sandbox, to());
		await sandbox.idle();
		expect(receiver.received).toHaveLength(0);
		await sandbox.resend(sandbox.notifications[0].id);
		expect(receiver.received).toHaveLength(1);
		expect(sandbox.notifications).toMatchObject([{ status: 'delivered' }]);
	});

	it('wrong amount: genuinely signed, another amount than the order', async () => {
		sandbox.addFault({ kind: 'wrong_amount', count: 1 });
		await paidOrder(sandbox, to());
		const { json } = await receiver.nth(1);
		expect(verifyNotification(json, sandbox.secretKey)).toBe(true);
		expect(json.data.amount).toBe('12.51');
		expect(sandbox.orders[0].amount).toBe('12.50');
	});
});

describe('drills', () => {
	const drill = async (seed: number): Promise<string> => {
		sandbox.clearFaults();
		sandbox.addFault({ kind: 'server_error', rate: 0.3, seed });
		const statuses: number[] = [];
		for (let count = 0; count < 60; count++) statuses.push((await create()).status);
		return statuses.join();
	};

	it('hit the same occasions with the same seed, others with another, and about as often as asked', async () => {
		const first = await drill(7);
		expect(await drill(7)).toBe(first);
		expect(await drill(8)).not.toBe(first);
		const hits = first.split('503').length - 1;
		expect(hits).toBeGreaterThan(8);
		expect(hits).toBeLessThan(30);
	});

	it('are counted per kind, and the counts outlive the rule', async () => {
		const { id } = sandbox.addFault({ kind: 'html', count: 2 });
		await create();
		expect(sandbox.faults).toMatchObject([{ id, injected: 1, remaining: 1 }]);
		await create();
		await create();
		expect([sandbox.faults, sandbox.faultCounts.html]).toEqual([[], 2]);
	});

	it.each([
		{ kind: 'nonsense' as never },
		{ kind: 'slow' as const, seconds: 121 },
		{ kind: 'slow' as const, rate: 1.1 },
		{ kind: 'server_error' as const, status: 200 },
		{ kind: 'notification_duplicated' as const, times: 21 },
		{ kind: 'html' as const, count: 0 },
	])('refuse %o', (option) => {
		expect(() => sandbox.addFault(option)).toThrow(RangeError);
	});
});

it('every kind of fault is tested above', async () => {
	const { readFile } = await import('node:fs/promises');
	const text = await readFile(new URL(import.meta.url), 'utf8');
	for (const kind of FAULT_KIND_NAMES) expect(text, FAULT_KINDS[kind].title).toContain(`kind: '${kind}'`);
});

it('an order made under a fault goes on as any other', async () => {
	sandbox.addFault({ kind: 'cut_json' });
	await openOrder(sandbox).catch(() => undefined);
	expect(sandbox.decide(sandbox.orders[0].trade_id, 'pay')).toMatchObject({ state: 'paid', paid: '12.50' });
});
