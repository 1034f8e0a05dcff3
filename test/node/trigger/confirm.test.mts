import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNTS, SECRET_KEY, useGateway } from '../harness/gateway.mts';
import { answering, MisbehavingGateway } from '../harness/misbehaving-gateway.mts';
import { rawCall } from '../harness/raw-call.mts';
import { signFields } from '../harness/signing.mts';
import { Booking } from './booking.mts';
import { recordLog, type LoggedLine } from './log.mts';
import { paidSale, payout, signed } from './notifications.mts';

const gateway = useGateway();
let booking: Booking;
let log: LoggedLine[];
let restore: () => void;

beforeEach(() => {
	gateway.sandbox.reset();
	({ log, restore } = recordLog());
});
afterEach(async () => {
	restore();
	await booking.close();
});

const open = async (confirm = true, baseUrl = gateway.sandbox.url): Promise<void> => {
	booking = await Booking.open({
		credential: { secretKey: SECRET_KEY, baseUrl },
		parameters: confirm ? { settings: { confirm_with_gateway: true } } : {},
	});
};

let orders = 0;

/** A payment at the gateway, and the notification that the gateway would send of it. */
async function payment(description = 'Order 1042', decision: 'pay' | 'none' = 'pay'): Promise<Record<string, string>> {
	const order = { order_id: String((orders += 1)), amount: '24.90', currency: 'EUR', description };
	const rest = { pay_method: 'online', sub_pay_method: 'iDEAL', notify_url: 'http://127.0.0.1:9/' };
	const { trade_id } = await rawCall(gateway.sandbox, 'v3.CreatePayments', { ...order, ...rest });
	if (decision === 'pay') gateway.sandbox.decide(trade_id, decision);
	return { type: 'payment', user: ACCOUNTS.cashier, trade_id, ...order, state: decision === 'pay' ? 'paid' : 'processing' };
}

const notify = async (data: Record<string, string>) => await booking.post(signed(data, SECRET_KEY));

const reasons = () => log.map(({ meta }) => meta.reason);

describe('Confirm with Gateway', () => {
	it('what the gateway has on record starts the workflow; it was asked once, signed, for this order', async () => {
		await open();
		const sale = await payment();
		expect(await notify(sale)).toMatchObject({ status: 200, body: 'ok' });
		expect(await booking.items()).toEqual([expect.objectContaining({ event: 'payment.paid', trade_id: sale.trade_id, amount: '24.90' })]);
		const asked = gateway.sandbox.requests.filter(({ body }) => body?.method === 'v3.QueryOrder');
		expect(asked.map(({ body }) => body?.data)).toEqual([{ trade_id: sale.trade_id }]);
		expect(log).toEqual([]);
	});

	it('a repetition is acknowledged without asking again', async () => {
		await open();
		const sale = await payment();
		for (let time = 0; time < 3; time++) expect((await notify(sale)).status).toBe(200);
		expect(gateway.sandbox.requests.filter(({ body }) => body?.method === 'v3.QueryOrder')).toHaveLength(1);
	});

	it.each([
		['amount', { amount: '0.01' }],
		['currency', { currency: 'USD' }],
		['state', { state: 'declined' }],
		['order_id', { order_id: '999' }],
	])('another %s: 409 and the reason in the log, no execution', async (field, changed) => {
		await open();
		expect(await notify({ ...(await payment()), ...changed })).toMatchObject({ status: 409, body: 'bad' });
		expect(await booking.items()).toEqual([]);
		expect(booking.remembered).toEqual({});
		expect(reasons()).toEqual(['not_confirmed']);
		expect(log[0].message).toContain(field);
	});

	it('paid, says the notification, but the gateway does not yet: 409 until the gateway has it too', async () => {
		await open();
		const sale: Record<string, string> = { ...(await payment('Order 1043', 'none')), state: 'paid' };
		expect((await notify(sale)).status).toBe(409);
		gateway.sandbox.decide(sale.trade_id, 'pay');
		expect((await notify(sale)).status).toBe(200);
		expect(await booking.items()).toHaveLength(1);
	});

	it('amounts are compared as numbers: 24.9 is 24.90', async () => {
		await open();
		expect((await notify({ ...(await payment()), amount: '24.9' })).status).toBe(200);
	});

	it('an order the gateway does not know: refused', async () => {
		await open();
		expect([409, 503]).toContain((await notify(paidSale())).status);
		expect(await booking.items()).toEqual([]);
	});

	it('refunds are confirmed by the refund query', async () => {
		await open();
		const { trade_id } = await payment();
		const request = { trade_id, refund_amount: '2.50', refund_currency: 'EUR', refund_description: 'cold' };
		const { refund_id } = await rawCall(gateway.sandbox, 'v3.CreateRefund', request);
		gateway.sandbox.decideRefund(refund_id, 'refunded');
		const refund = { type: 'refund', user: ACCOUNTS.cashier, ...request, refund_id, state: 'refunded' };
		expect((await notify({ ...refund, refund_amount: '24.90' })).status).toBe(409);
		expect((await notify(refund)).status).toBe(200);
		expect(await booking.items()).toEqual([expect.objectContaining({ event: 'refund.refunded', amount: '2.50' })]);
	});

	it('payouts cannot be asked for and start the workflow by their signature', async () => {
		await open();
		expect((await notify(payout())).status).toBe(200);
		expect(await booking.items()).toEqual([expect.objectContaining({ event: 'payout.completed', amount: '100.01' })]);
	});
});

describe('when the gateway cannot be asked', () => {
	it.each([
		['nobody answers', 'http://127.0.0.1:9'],
		['the base URL is no URL', 'nowhere'],
	])('%s: 503, so that the notification comes again; no execution', async (_what, baseUrl) => {
		await open(true, baseUrl);
		expect(await notify(await payment())).toMatchObject({ status: 503, body: 'bad' });
		expect(await booking.items()).toEqual([]);
		expect(reasons()).toEqual(['unconfirmed']);
		expect(JSON.stringify(log)).not.toContain(SECRET_KEY);
	});

	it.each([
		['HTTP 500', answering(500, 'oops')],
		['a page instead of JSON', answering(200, '<html>', 'text/html')],
		['an answer without data', answering(200, '{"status":true,"code":"200"}')],
		['an answer of another shape', answering(200, '{"status":true,"code":"200","data":"paid"}')],
		['an error of the gateway', answering(200, '{"status":false,"code":"-500","message":"busy"}')],
	])('%s: not 200, no execution, nothing thrown', async (_what, misbehave) => {
		const broken = await MisbehavingGateway.start(misbehave);
		await open(true, broken.url);
		expect([409, 503]).toContain((await notify(await payment())).status);
		expect(await booking.items()).toEqual([]);
		expect(booking.thrown).toEqual([]);
		await broken.close();
	});

	it('it comes through once the gateway is back', async () => {
		await open();
		const sale = await payment();
		gateway.sandbox.addFault({ kind: 'reset', method: 'v3.QueryOrder', count: 1 });
		expect((await notify(sale)).status).toBe(503);
		expect((await notify(sale)).status).toBe(200);
		expect(await booking.items()).toHaveLength(1);
	});
});

describe('a signature that fits several readings', () => {
	it('is confirmed with the gateway even where the option is off: genuine free text with & and = works', async () => {
		await open(false);
		const sale = await payment('Müller & Söhne&state=paid');
		expect((await notify(sale)).status).toBe(200);
		expect(await booking.items()).toEqual([expect.objectContaining({ description: 'Müller & Söhne&state=paid', state: 'paid' })]);
		expect(gateway.sandbox.requests.filter(({ body }) => body?.method === 'v3.QueryOrder')).toHaveLength(1);
	});

	it('is refused where it says something else than the gateway: a declined payment does not become a paid one', async () => {
		await open(false);
		// The payer chose this text. Cut elsewhere, the signed string says "paid" and hides the truth in a field of its own.
		const sale = await payment('x&order_id=1&pay_method=online&state=paid&subject=y', 'none');
		gateway.sandbox.decide(sale.trade_id, 'decline');
		const genuine: Record<string, string> = { ...sale, pay_method: 'online', sub_pay_method: 'iDEAL', state: 'declined' };
		const { order_id, sub_pay_method, ...rest } = genuine;
		const subject = `y&order_id=${order_id}&pay_method=online&state=declined&sub_pay_method=${sub_pay_method}`;
		const forged: Record<string, string> = { ...rest, description: 'x', order_id: '1', state: 'paid', subject };
		expect(signFields(forged, SECRET_KEY)).toBe(signFields(genuine, SECRET_KEY));

		expect((await notify(forged)).status).toBe(409);
		expect(reasons()).toEqual(['not_confirmed']);
		expect(await booking.items()).toEqual([]);
		expect((await notify(genuine)).status).toBe(200);
		expect(await booking.items()).toEqual([expect.objectContaining({ state: 'declined', trade_id: genuine.trade_id })]);
	});

	it('waits where the gateway cannot be asked', async () => {
		await open(false, 'http://127.0.0.1:9');
		expect((await notify(await payment('Salt & Pepper&state=paid'))).status).toBe(503);
		expect(reasons()).toEqual(['unconfirmed']);
	});

	it('is refused for a payout, which nobody can confirm', async () => {
		await open(false);
		expect((await notify(payout({ reference: '456789&state=completed' }))).status).toBe(400);
		expect(reasons()).toEqual(['ambiguous']);
		expect(await booking.items()).toEqual([]);
	});

	it('harmless ampersands need no question', async () => {
		await open(false, 'http://127.0.0.1:9');
		expect((await notify({ ...(await payment('Salt & Pepper, 1 + 1 = 2')) })).status).toBe(200);
	});
});
