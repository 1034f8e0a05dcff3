import { afterEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../sandbox/src/sandbox.mts';
import { ACCOUNTS, SECRET_KEY } from '../harness/gateway.mts';
import { rawCall } from '../harness/raw-call.mts';
import { Booking, type BookingOptions } from './booking.mts';
import { paidSale, payout, refund, signed } from './notifications.mts';

const bookings: Booking[] = [];

async function open(options?: BookingOptions): Promise<Booking> {
	const booking = await Booking.open(options);
	bookings.push(booking);
	return booking;
}

afterEach(async () => {
	for (const booking of bookings.splice(0)) await booking.close();
});

const states = async (booking: Booking): Promise<unknown[]> => (await booking.items()).map(({ state }) => state);

describe('in one process', () => {
	it('six copies at the same moment start one execution, and all are acknowledged', async () => {
		const booking = await open();
		const text = signed(paidSale());
		const answers = await Promise.all(Array.from({ length: 6 }, async () => await booking.post(text)));
		expect(answers.map(({ status, body }) => `${status} ${body}`)).toEqual(Array<string>(6).fill('200 ok'));
		expect(await booking.items()).toHaveLength(1);
	});

	it('copies in other wire forms are the same notification', async () => {
		const booking = await open();
		const text = signed(paidSale());
		for (const body of [text, `resultData=${encodeURIComponent(text)}`, JSON.stringify(JSON.parse(text), null, 1)]) {
			expect((await booking.post(body, 'application/x-www-form-urlencoded')).status).toBe(200);
		}
		expect(await booking.items()).toHaveLength(1);
	});

	it('a repetition with other free text is the same news', async () => {
		const booking = await open();
		const sale = paidSale();
		for (const demo of ['first', 'second']) expect((await booking.post(signed({ ...sale, demo }))).status).toBe(200);
		expect((await booking.items()).map(({ demo }) => demo)).toEqual(['first']);
	});

	it('each state starts once; one that comes late does not', async () => {
		const booking = await open();
		const sale = paidSale();
		for (const state of ['processing', 'authorized', 'paid', 'processing', 'pending', 'authorized', 'paid', 'Canceled', '08']) {
			expect((await booking.post(signed({ ...sale, state }))).status).toBe(200);
		}
		expect(await states(booking)).toEqual(['processing', 'authorized', 'paid', 'cancelled']);
	});

	it('states of one payment at the same moment: the last one always gets through, and nothing after it', async () => {
		const booking = await open();
		for (let round = 0; round < 10; round++) {
			const sale = paidSale();
			const bodies = ['processing', 'paid', 'authorized', 'paid'].map((state) => signed({ ...sale, state }));
			const answers = await Promise.all(bodies.map(async (body) => await booking.post(body)));
			expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
			const seen = (await booking.items()).filter(({ trade_id }) => trade_id === sale.trade_id);
			expect(seen.at(-1)?.state).toBe('paid');
			expect(seen.filter(({ state }) => state === 'paid')).toHaveLength(1);
		}
	});

	it('a payment, its refund and a payout are told apart', async () => {
		const booking = await open();
		const { trade_id, ...sale } = paidSale({ state: 'failed' });
		const bodies = [signed({ trade_id, ...sale }), signed(refund({ trade_id, refund_id: trade_id, state: 'failed' })), signed(payout({ payout_id: trade_id, state: 'failed' }))];
		for (const body of [...bodies, ...bodies]) expect((await booking.post(body)).status).toBe(200);
		expect((await booking.items()).map(({ event }) => event)).toEqual(['payment.failed', 'refund.failed', 'payout.failed']);
	});

	it('events that are not chosen are not remembered: choosing them later works', async () => {
		const booking = await open({ parameters: { events: ['payment.declined'] } });
		await booking.post(signed(paidSale()));
		expect(booking.remembered).toEqual({});
	});

	it('can be switched off', async () => {
		const booking = await open({ parameters: { settings: { deduplicate: false } } });
		const text = signed(paidSale());
		for (let time = 0; time < 3; time++) await booking.post(text);
		expect(await booking.items()).toHaveLength(3);
		expect(booking.remembered).toEqual({});
	});

	it('two workflows each have a memory of their own', async () => {
		const [first, second] = [await open(), await open()];
		const text = signed(paidSale());
		for (const booking of [first, second, first, second]) await booking.post(text);
		expect([(await first.items()).length, (await second.items()).length]).toEqual([1, 1]);
	});
});

describe('in n8n\'s static data', () => {
	it('each of several at the same moment is there when all are acknowledged', async () => {
		const booking = await open();
		for (let round = 1; round <= 5; round++) {
			await Promise.all(Array.from({ length: 8 }, async () => await booking.post(signed(paidSale()))));
			expect(Object.keys(booking.remembered)).toHaveLength(round * 8);
		}
	});

	it('it holds no identifier, amount or other text of the notification', async () => {
		const booking = await open();
		const sale = paidSale();
		await booking.post(signed(sale));
		const [[subject, seen], ...others] = Object.entries(booking.remembered);
		expect(others).toEqual([]);
		expect(subject).toMatch(/^[\w-]{16}$/);
		expect(seen).toBe('paid');
	});

	it('carries over to a new process', async () => {
		const booking = await open();
		const sale = paidSale();
		await booking.post(signed({ ...sale, state: 'authorized' }));
		// The memory belongs to the node; a new identifier is what a new process is: nothing in memory, the same static data.
		booking.saved.nodes[0].id = 'another process';
		for (const state of ['authorized', 'processing', 'paid']) await booking.post(signed({ ...sale, state }));
		expect(await states(booking)).toEqual(['authorized', 'paid']);
	});

	it('what another process has seen meanwhile is taken in', async () => {
		const booking = await open();
		const [first, second] = [signed(paidSale()), signed(paidSale())];
		for (const [process, body] of [['a', first], ['b', second], ['a', second], ['b', first], ['c', first], ['c', second]]) {
			booking.saved.nodes[0].id = process;
			expect((await booking.post(body)).status).toBe(200);
		}
		expect(await booking.items()).toHaveLength(2);
	});
});

describe('when it could not be stored', () => {
	let sandbox: Sandbox;
	const credential = () => ({ secretKey: SECRET_KEY, baseUrl: sandbox.url });
	const parameters = { settings: { confirm_with_gateway: true } };

	afterEach(async () => await sandbox.close());

	/** The notification of an order that is paid at the sandbox. */
	async function paidOrder(): Promise<string> {
		sandbox = await startSandbox({ secretKey: SECRET_KEY, notificationRetryDelays: [] });
		const order = { order_id: '1', amount: '24.90', currency: 'EUR', description: 'Order' };
		const rest = { pay_method: 'online', sub_pay_method: 'iDEAL', notify_url: 'http://127.0.0.1:9/' };
		const { trade_id } = await rawCall(sandbox, 'v3.CreatePayments', { ...order, ...rest });
		sandbox.decide(trade_id, 'pay');
		return signed({ type: 'payment', user: ACCOUNTS.cashier, trade_id, ...order, state: 'paid' }, SECRET_KEY);
	}

	it('the caller hangs up meanwhile and comes again, before and after: one execution', async () => {
		const text = await paidOrder();
		const booking = await open({ credential: credential(), parameters });
		sandbox.addFault({ kind: 'slow', method: 'v3.QueryOrder', count: 1, seconds: 1 });
		const impatient = fetch(booking.url, { method: 'POST', body: text, signal: AbortSignal.timeout(200) });
		await expect(impatient).rejects.toThrow('timeout');
		expect(await booking.post(text)).toMatchObject({ status: 200, body: 'ok' });
		expect(await booking.post(text)).toMatchObject({ status: 200, body: 'ok' });
		expect(await booking.items()).toHaveLength(1);
		expect(Object.keys(booking.remembered)).toHaveLength(1);
	});

	it('the copies that waited are told to come again, and one of them then starts the workflow', async () => {
		const text = await paidOrder();
		const booking = await open({ credential: credential(), parameters });

		sandbox.addFault({ kind: 'server_error', method: 'v3.QueryOrder', count: 4 });
		const answers = await Promise.all(Array.from({ length: 4 }, async () => await booking.post(text)));
		expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
		expect(await booking.items()).toEqual([]);
		expect(booking.remembered).toEqual({});

		sandbox.clearFaults();
		const again = await Promise.all(Array.from({ length: 4 }, async () => await booking.post(text)));
		expect(again.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect(await booking.items()).toHaveLength(1);
		expect(booking.thrown).toEqual([]);
	});
});
