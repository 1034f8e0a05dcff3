import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../../../sandbox/src/sandbox.mts';
import { call, postText, signedEnvelope, type GatewayAnswer } from '../../sandbox/support/libraryClient.mts';
import {
	authorizedOrder,
	capture,
	CASHIER,
	fresh,
	MERCHANT,
	openOrder,
	paidOrder,
	payment,
	posSale,
	SUPER_ADMIN,
	TERMINAL,
	waitingSale,
} from '../../sandbox/support/samples.mts';

const DAY = 86_400_000;
/** 12:00 in the Netherlands on a winter day. */
const NOON = '2026-01-15T11:00:00Z';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ notificationRetryDelays: [], autoRefund: false });
});

afterEach(async () => await sandbox.close());

async function refund(
	trade_id: string,
	refund_amount: string,
	extra: Record<string, unknown> = {},
): Promise<GatewayAnswer> {
	const fields = { trade_id, refund_amount, refund_currency: 'EUR', refund_description: 'test', ...extra };
	return await call(sandbox, CASHIER, 'v3.CreateRefund', fields);
}

async function query(trade_id: string): Promise<Record<string, string>> {
	return (await call(sandbox, CASHIER, 'v3.QueryOrder', { trade_id })).data.transaction_info as Record<string, string>;
}

describe('the envelope', () => {
	it.each(['user', 'sign', 'method', 'time', 'data'])('needs %s', async (field) => {
		const envelope: Record<string, unknown> = {
			...signedEnvelope(CASHIER, 'v3.CreatePayments', payment(), sandbox.secretKey),
		};
		delete envelope[field];
		const answer = (await (await postText(sandbox.url, JSON.stringify(envelope))).json()) as GatewayAnswer;
		expect(answer).toEqual({ status: false, code: '-3001', data: {}, message: `Required field is missing: ${field}` });
	});

	it('refuses what is no JSON object, an unknown user and an unknown method', async () => {
		for (const text of ['', 'sign=1', '[]', '{"user":']) {
			expect(await (await postText(sandbox.url, text)).json()).toMatchObject({ code: '-1000' });
		}
		expect(await call(sandbox, '999999', 'v3.CreatePayments', payment())).toMatchObject({
			code: '-2001',
			message: 'The user not exist',
		});
		expect(await call(sandbox, CASHIER, 'v3.Nothing', payment())).toMatchObject({ code: '-1000' });
	});

	it('takes the e-mail of a cashier, seconds as text, and milliseconds', async () => {
		expect(await call(sandbox, 'cashier@sandbox.example', 'v3.CreatePayments', payment())).toMatchObject({
			status: true,
		});
		const late = signedEnvelope(CASHIER, 'v3.CreatePayments', payment(), sandbox.secretKey, Date.now());
		expect(await (await postText(sandbox.url, JSON.stringify(late))).json()).toMatchObject({ status: true });
		const asText = JSON.stringify(
			signedEnvelope(CASHIER, 'v3.CreatePayments', payment(), sandbox.secretKey, 1546588959),
		);
		expect(await (await postText(sandbox.url, asText.replace(':1546588959', ':"1546588959"'))).json()).toMatchObject({
			status: true,
		});
	});

	it('signs empty fields, null as nothing, and keys in byte order', async () => {
		expect(await call(sandbox, CASHIER, 'v3.CreatePayments', payment({ demo: '', redirect_url: null }))).toMatchObject({
			status: true,
		});
		expect(
			await call(
				sandbox,
				CASHIER,
				'v3.CreatePayments',
				payment({ Zebra: '1', iDeal_email: 'a@b.nl', '3ds': 'x', é: 'ü' }),
			),
		).toMatchObject({ status: true });
	});
});

describe('amounts', () => {
	it.each([
		['12.5', 'EUR', '12.50'],
		['1', 'EUR', '1.00'],
		['24.90', 'EUR', '24.90'],
		['100', 'JPY', '100'],
		['1.234', 'KWD', '1.234'],
		['0.01', 'EUR', '0.01'],
	])('%s %s comes back as %s', async (amount, currency, expected) => {
		const { data } = await call(sandbox, CASHIER, 'v3.CreatePayments', payment({ amount, currency }));
		expect(data.amount).toBe(expected);
	});

	it.each([
		['12,50', 'EUR'],
		['-1', 'EUR'],
		['abc', 'EUR'],
		['1.234', 'EUR'],
		['0', 'EUR'],
		['1.5', 'JPY'],
		['1e3', 'EUR'],
		['99999999999999999999', 'EUR'],
	])('refuses %s %s', async (amount, currency) => {
		expect(await call(sandbox, CASHIER, 'v3.CreatePayments', payment({ amount, currency }))).toMatchObject({
			status: false,
			code: '-1000',
		});
	});

	it.each([
		{ currency: 'XXY' },
		{ timeout: '1441' },
		{ timeout: '-1' },
		{ timeout: 'soon' },
		{ notify_url: 'ftp://x' },
		{ redirect_url: 'nowhere' },
	])('refuses %o', async (extra) => {
		expect(await call(sandbox, CASHIER, 'v3.CreatePayments', payment(extra))).toMatchObject({ code: '-1000' });
	});

	it.each([{ pay_method: 'offline' }, { sub_pay_method: 'Cowrie shells' }])('answers -4011 to %o', async (extra) => {
		expect(await call(sandbox, CASHIER, 'v3.CreatePayments', payment(extra))).toMatchObject({
			code: '-4011',
			message: expect.stringContaining('Not support the payment method') as unknown,
		});
	});
});

describe('request_id', () => {
	it('works once, and a refused call does not use it up', async () => {
		const request_id = fresh('r');
		expect(await call(sandbox, TERMINAL, 'v3.POS', posSale({ request_id, order_id: 'letters' }))).toMatchObject({
			code: '-1000',
		});
		expect(await call(sandbox, TERMINAL, 'v3.POS', posSale({ request_id }))).toMatchObject({ status: true });
		expect(await call(sandbox, TERMINAL, 'v3.POS', posSale({ request_id }))).toEqual({
			status: false,
			code: '-3002',
			data: {},
			message: 'duplicate request_id',
		});
		expect(sandbox.orders).toHaveLength(1);
	});

	it('is refused with -4118 when malformed', async () => {
		expect(await call(sandbox, TERMINAL, 'v3.POS', posSale({ request_id: 'a b' }))).toMatchObject({ code: '-4118' });
	});
});

describe('terminals', () => {
	it.each([
		{ order_id: '12345678901234567890' },
		{ order_id: 'A1' },
		{ description: 'x'.repeat(65) },
		{ operation: '3' },
		{ tid: 'T999' },
		{ tip_amount: '13' },
	])('refuse %o', async (extra) => {
		expect(await call(sandbox, TERMINAL, 'v3.POS', posSale(extra))).toMatchObject({ code: '-1000' });
	});

	it('refuse while unplugged', async () => {
		sandbox.setTerminal(TERMINAL, false);
		expect(await call(sandbox, TERMINAL, 'v3.POS', posSale())).toMatchObject({
			code: '-1000',
			message: expect.stringContaining('offline') as unknown,
		});
		sandbox.setTerminal(TERMINAL, true);
		expect(await call(sandbox, TERMINAL, 'v3.POS', posSale())).toMatchObject({ status: true });
	});

	it('reverse on the day of the payment only, and cancel only what waits', async () => {
		sandbox.clock.set(NOON);
		const [today, tomorrow] = [await waitingSale(sandbox), await waitingSale(sandbox)];
		const take = (method: string, trade_id: string): Promise<GatewayAnswer> =>
			call(sandbox, TERMINAL, method, { tid: TERMINAL, trade_id, request_id: fresh('r') });
		expect(await take('v3.POSReversal', today)).toMatchObject({ code: '-4024' });
		sandbox.decide(today, 'pay');
		sandbox.decide(tomorrow, 'pay');
		expect(await take('v3.POSCancel', today)).toMatchObject({ code: '-4024' });
		expect(await take('v3.POSReversal', today)).toMatchObject({ status: true, data: { state: 'cancelled' } });
		sandbox.clock.move(DAY);
		expect(await take('v3.POSReversal', tomorrow)).toMatchObject({ code: '-1000' });
		expect(await take('v3.POSReversal', await paidOrder(sandbox))).toMatchObject({ code: '-4024' });
	});
});

describe('authorisations', () => {
	it('are captured once, in part, for no more than is held', async () => {
		const trade_id = await authorizedOrder(sandbox);
		expect((await call(sandbox, CASHIER, 'v3.PreauthDecrement', capture(trade_id, '2.5'))).data).toMatchObject({
			amount: '10.00',
		});
		expect(await call(sandbox, CASHIER, 'v3.Capture', capture(trade_id, '10.01'))).toMatchObject({ code: '-1000' });
		expect(await call(sandbox, CASHIER, 'v3.Capture', { ...capture(trade_id, '5'), currency: 'CHF' })).toMatchObject({
			code: '-1000',
		});
		expect(await call(sandbox, CASHIER, 'v3.Capture', capture(trade_id, '9'))).toMatchObject({
			status: true,
			data: { state: 'paid', amount: '9.00' },
		});
		expect(await call(sandbox, CASHIER, 'v3.Capture', capture(trade_id, '1'))).toMatchObject({ code: '-4024' });
		expect(await call(sandbox, CASHIER, 'v3.PreauthDecrement', capture(trade_id, '1'))).toMatchObject({
			code: '-4024',
		});
		expect(await query(trade_id)).toMatchObject({ state: 'paid', amount: '9.00' });
	});

	it('need the right trade_id and leave something when decreased', async () => {
		expect(await call(sandbox, CASHIER, 'v3.Capture', capture('no-such-trade', '1'))).toMatchObject({ code: '-4024' });
		expect(await call(sandbox, CASHIER, 'v3.Capture', capture(await paidOrder(sandbox), '1'))).toMatchObject({
			code: '-4024',
		});
		const trade_id = await authorizedOrder(sandbox);
		for (const amount of ['12.5', '12.51']) {
			expect(await call(sandbox, CASHIER, 'v3.PreauthDecrement', capture(trade_id, amount))).toMatchObject({
				code: '-1000',
			});
		}
	});

	it('expire after 30 days', async () => {
		const trade_id = await authorizedOrder(sandbox);
		sandbox.clock.move(30 * DAY + 1000);
		await sandbox.idle();
		expect(await query(trade_id)).toMatchObject({ state: 'expired' });
		expect(await call(sandbox, CASHIER, 'v3.Capture', capture(trade_id, '1'))).toMatchObject({ code: '-4024' });
	});
});

describe('time', () => {
	it('expires an order after its timeout, and after a day without one', async () => {
		const [short, long] = [await openOrder(sandbox, { timeout: '5' }), await openOrder(sandbox, { timeout: '0' })];
		sandbox.clock.move(5 * 60_000 + 10);
		await sandbox.idle();
		expect([(await query(short)).state, (await query(long)).state]).toEqual(['expired', 'processing']);
		sandbox.clock.move(DAY);
		await sandbox.idle();
		expect((await query(long)).state).toBe('expired');
		expect(() => sandbox.decide(long, 'pay')).toThrow('cannot become paid');
	});

	it('closes the cancel window at 00:30 Netherlands time of the next day', async () => {
		sandbox.clock.set(NOON);
		const [first, second] = [await paidOrder(sandbox), await paidOrder(sandbox)];
		sandbox.clock.set('2026-01-15T23:29:00Z');
		expect(await call(sandbox, CASHIER, 'v3.CancelPayment', { trade_id: first })).toMatchObject({ status: true });
		sandbox.clock.set('2026-01-15T23:31:00Z');
		expect(await call(sandbox, CASHIER, 'v3.CancelPayment', { trade_id: second })).toMatchObject({ code: '-1000' });
	});

	it("opens a day's statement at 07:00 Netherlands time of the next day", async () => {
		sandbox.clock.set(NOON);
		await paidOrder(sandbox);
		await paidOrder(sandbox, { currency: 'CNY', sub_pay_method: 'Alipay' });
		const bill = (): Promise<GatewayAnswer> =>
			call(sandbox, SUPER_ADMIN, 'v3.GetTradebill', {
				commond: 'getTradebill',
				bill_date: '15-01-2026',
				nonce_string: 'n',
			});
		sandbox.clock.set('2026-01-16T05:59:00Z');
		expect(await bill()).toMatchObject({ code: '-1000' });
		sandbox.clock.set('2026-01-16T06:01:00Z');
		const { code, data } = await bill();
		expect(code).toBe(200);
		expect(data.tradebill).toMatchObject([
			{ sub_pay_method: 'Payconiq', number_of_payment: 1, payment_amount: '12.50', MID: 102300 },
			{ sub_pay_method: 'Alipay', number_of_payment: 1, payment_amount: '1.59' },
		]);
		const { clearing_id } = data.tradebill[0] as { clearing_id: string };
		const list = await call(sandbox, SUPER_ADMIN, 'v3.GetTradebill', {
			command: 'getTradebillinfo',
			clearing_id,
			nonce_string: 'n',
		});
		expect(list.data.tradebill).toHaveLength(2);
		sandbox.clock.move(120 * DAY);
		expect(await bill()).toMatchObject({ code: '-1000' });
	});
});

describe('cancelling', () => {
	it('covers unpaid, paid and authorized orders, once, and none with refunds', async () => {
		for (const trade_id of [await openOrder(sandbox), await paidOrder(sandbox), await authorizedOrder(sandbox)]) {
			expect(await call(sandbox, CASHIER, 'v3.CancelPayment', { trade_id })).toMatchObject({
				status: true,
				data: { state: 'cancelled' },
			});
			expect(await call(sandbox, CASHIER, 'v3.CancelPayment', { trade_id })).toMatchObject({ code: '-4024' });
		}
		const refunded = await paidOrder(sandbox);
		await refund(refunded, '1');
		expect(await call(sandbox, CASHIER, 'v3.CancelPayment', { trade_id: refunded })).toMatchObject({ code: '-1000' });
	});
});

describe('refunds', () => {
	it('come in parts up to the amount paid; a failed one gives its part back', async () => {
		const trade_id = await paidOrder(sandbox);
		const first = await refund(trade_id, '10');
		expect(await refund(trade_id, '2.51')).toMatchObject({ code: '-1000' });
		sandbox.decideRefund(first.data.refund_id as string, 'refund failed');
		expect(await refund(trade_id, '12.5', { m_refund_id: '77' })).toMatchObject({
			status: true,
			data: { m_refund_id: '77' },
		});
		expect(await refund(trade_id, '0.01')).toMatchObject({ code: '-1000' });
		expect(() => sandbox.decideRefund(first.data.refund_id as string, 'refunded')).toThrow('refund failed');
	});

	it('need a paid order, its currency, and are possible for a year', async () => {
		expect(await refund(await openOrder(sandbox), '1')).toMatchObject({ code: '-4024' });
		expect(await refund('no-such-trade', '1')).toMatchObject({ code: '-4024' });
		const trade_id = await paidOrder(sandbox);
		expect(await refund(trade_id, '1', { refund_currency: 'CHF' })).toMatchObject({ code: '-1000' });
		sandbox.clock.move(364 * DAY);
		expect(await refund(trade_id, '1')).toMatchObject({ status: true });
		sandbox.clock.move(3 * DAY);
		expect(await refund(trade_id, '1')).toMatchObject({ code: '-1000' });
	});

	it('are fewer than 30', async () => {
		const trade_id = await paidOrder(sandbox);
		for (let count = 1; count < 30; count++) expect(await refund(trade_id, '0.01')).toMatchObject({ status: true });
		expect(await refund(trade_id, '0.01')).toMatchObject({ code: '-1000' });
	});
});

describe('gift cards', () => {
	const voucher = (extra: Record<string, unknown>): Promise<GatewayAnswer> =>
		call(sandbox, CASHIER, 'v3.CreatePaymentsVoucher', payment({ sub_pay_method: 'Voucher', ...extra }));
	const known = { cardnumber: '6064364245787814896', pincode: '568971' };

	it.each([
		['-104222', 'Invaild PinCode', { ...known, pincode: '000000' }],
		[
			'-104223',
			'This is an invalid giftcard, we are unable to find the giftcard brand',
			{ cardnumber: '1234567890123456', pincode: '1' },
		],
		['-104221', 'The voucher has insufficient funds', { ...known, amount: '100.01' }],
	])('answer %s', async (code, message, extra) => {
		expect(await voucher(extra)).toEqual({ status: false, code, message, data: {} });
		expect(sandbox.giftCards[1].balance + sandbox.giftCards[0].balance).toBe(10_050);
	});

	it('answer -104000 to what is no amount', async () => {
		expect(await voucher({ ...known, amount: '1,5' })).toMatchObject({ code: '-104000' });
	});

	it('are charged, and get refunds and cancelled payments back', async () => {
		const balance = (): number => sandbox.giftCards[0].balance;
		const charged = (await voucher({ ...known, amount: '40' })).data.trade_id as string;
		expect(balance()).toBe(6_000);
		sandbox.decide(charged, 'pay');
		const { data } = await refund(charged, '10');
		sandbox.decideRefund(data.refund_id as string, 'refunded');
		expect(balance()).toBe(7_000);
		const cancelled = (await voucher({ ...known, amount: '5' })).data.trade_id as string;
		sandbox.decide(cancelled, 'pay');
		await call(sandbox, CASHIER, 'v3.CancelPayment', { trade_id: cancelled });
		expect(balance()).toBe(7_000);
	});
});

describe('payouts', () => {
	const balance = async (): Promise<Record<string, string>> =>
		(
			await call(sandbox, SUPER_ADMIN, 'v3.MerchantBalance', {
				command: 'getBalance',
				currency: 'EUR',
				nonce_string: 'n',
			})
		).data as Record<string, string>;
	const payout = (amount: string): Promise<GatewayAnswer> =>
		call(sandbox, SUPER_ADMIN, 'v3.MerchantBalance', {
			command: 'payout',
			amount,
			currency: 'EUR',
			reference: 'Week 47',
			notify_url: 'http://127.0.0.1:9/',
			nonce_string: 'n',
		});

	it('set money aside until they are approved, and free it when declined', async () => {
		await paidOrder(sandbox);
		expect(await balance()).toMatchObject({ available: '10012.50', reserve: '0.00', usable: '10012.50' });
		const declined = await payout('10000');
		expect(await balance()).toMatchObject({ available: '10012.50', reserve: '10000.00', usable: '12.50' });
		expect(await payout('12.51')).toMatchObject({ code: '-1000' });
		sandbox.decidePayout(declined.data.payout_id as string, 'declined');
		const approved = await payout('12.50');
		sandbox.decidePayout(approved.data.payout_id as string, 'completed');
		expect(await balance()).toMatchObject({ available: '10000.00', reserve: '0.00' });
		expect(() => sandbox.decidePayout(approved.data.payout_id as string, 'declined')).toThrow('completed');
	});

	it('take a nonce of up to 32 characters', async () => {
		const request = { command: 'getBalance', currency: 'EUR', nonce_string: 'x'.repeat(33) };
		expect(await call(sandbox, SUPER_ADMIN, 'v3.MerchantBalance', request)).toMatchObject({ code: '-1000' });
	});
});

describe('command and commond', () => {
	const ask = async (field: string, commandField: 'command' | 'commond' | 'both'): Promise<GatewayAnswer> => {
		const strict = await startSandbox({ commandField });
		const answer = await call(strict, SUPER_ADMIN, 'v3.MerchantBalance', {
			[field]: 'getBalance',
			currency: 'EUR',
			nonce_string: 'n',
		});
		await strict.close();
		return answer;
	};

	it('are both taken unless one is asked for', async () => {
		for (const field of ['command', 'commond']) {
			expect(await ask(field, 'both')).toMatchObject({ status: true });
			expect(await ask(field, field as 'command')).toMatchObject({ status: true });
		}
		expect(await ask('commond', 'command')).toMatchObject({
			code: '-3001',
			message: 'Required field is missing: command',
		});
		expect(await ask('command', 'commond')).toMatchObject({
			code: '-3001',
			message: 'Required field is missing: commond',
		});
	});
});

describe('currency exchange', () => {
	const quote = async (extra: Record<string, string | undefined> = {}): Promise<GatewayAnswer> =>
		await call(sandbox, MERCHANT, 'v3.GetFXQuote', {
			sell_currency: 'EUR',
			buy_currency: 'USD',
			currency: 'USD',
			amount: '108.34',
			tenor: 'SPOT',
			request_id: fresh('q'),
			...extra,
		});
	const execute = async (quote_id: unknown): Promise<GatewayAnswer> =>
		await call(sandbox, MERCHANT, 'v3.ExecuteFXOrder', { order_id: '1', quote_id, request_id: fresh('x') });

	it('quotes for 30 seconds and once', async () => {
		const { data } = await quote();
		expect(data).toMatchObject({ sold_amount: '100.00', bought_amount: '108.34', exchange_rate: '1.0834' });
		expect(await execute(data.quote_id)).toMatchObject({ status: true });
		expect(await execute(data.quote_id)).toMatchObject({ code: '-1000' });
		const late = (await quote()).data.quote_id as string;
		sandbox.clock.move(30_001);
		expect(await execute(late)).toMatchObject({ code: '-1000' });
	});

	it('settles SPOT two days later', async () => {
		const { trade_id } = (await execute((await quote()).data.quote_id)).data as { trade_id: string };
		const state = async (): Promise<Record<string, string>> =>
			(await call(sandbox, MERCHANT, 'v3.QueryFXOrder', { trade_id, request_id: 'same' })).data as Record<
				string,
				string
			>;
		sandbox.clock.move(DAY);
		await sandbox.idle();
		expect(await state()).toMatchObject({ booking_status: 'success', settlement_status: 'pending' });
		sandbox.clock.move(DAY);
		await sandbox.idle();
		expect(await state()).toMatchObject({ settlement_status: 'settled' });
	});

	it.each([{ buy_currency: 'EUR' }, { currency: 'GBP' }, { tenor: 'FORWARD' }, { amount: '0' }])(
		'refuses %o',
		async (extra) => {
			expect(await quote(extra)).toMatchObject({ code: '-1000' });
		},
	);

	it('has no WeChat Pay rate for some currencies', async () => {
		const rate = (sub_method: string): Promise<GatewayAnswer> =>
			call(sandbox, CASHIER, 'v3.QueryExchangeRate', { settlement_currency: 'CZK', sub_method });
		expect(await rate('Alipay')).toMatchObject({ status: true });
		expect(await rate('WeChat Pay')).toMatchObject({ code: '-1000' });
	});
});

describe('lists', () => {
	it('hold the paid orders of a period as CSV', async () => {
		const description = 'Two, "quoted"\nlines';
		const trade_id = await paidOrder(sandbox, { description });
		await openOrder(sandbox);
		const fields = { start_time: String(sandbox.clock.seconds() - 10), end_time: String(sandbox.clock.seconds() + 10) };
		const envelope = signedEnvelope(CASHIER, 'v3.BatchQuery', fields, sandbox.secretKey);
		const response = await postText(sandbox.url, JSON.stringify(envelope));
		expect(response.headers.get('content-type')).toContain('text/csv');
		const text = await response.text();
		expect(text.startsWith('trade_id,order_id,')).toBe(true);
		expect(text).toContain(`\r\n${trade_id},`);
		expect(text).toContain('"Two, ""quoted""\nlines"');
		expect(text.match(/Payconiq/g)).toHaveLength(1);
		const swapped = { start_time: fields.end_time, end_time: fields.start_time };
		expect(await call(sandbox, CASHIER, 'v3.BatchQuery', swapped)).toMatchObject({ code: '-1000' });
	});
});

describe('cards', () => {
	const card = async (extra: Record<string, unknown>): Promise<GatewayAnswer> =>
		await call(
			sandbox,
			CASHIER,
			'v3.CreateCardPayments',
			payment({ sub_pay_method: 'Card', operation: '1', '3ds_initiate': '01', request_id: fresh('r'), ...extra }),
		);

	it('give a reusable token with the notification of a 3-D Secure payment', async () => {
		const members = {
			card_holder: 'A',
			card_number: '4111111111111111',
			expiration_month: '12',
			expiration_year: '2030',
			cvc: '123',
		};
		const { data } = await card({ operation: '11', cardinfo: JSON.stringify(members) });
		sandbox.decide(data.trade_id as string, 'pay');
		const body = JSON.parse(sandbox.notifications[0].body) as { data: Record<string, string> };
		expect(body.data).toMatchObject({
			state: 'paid',
			'3ds_status': 'A',
			payment_token_object: expect.any(String) as unknown,
		});
		expect(JSON.stringify(sandbox.storedRequests())).not.toContain('4111111111111111');
	});

	it.each([
		{ cardinfo: '{}', payment_token_object: 'x' },
		{ cardinfo: 'not JSON' },
		{ operation: '11', '3ds_initiate': '02', payment_token_object: 'x' },
		{ payment_token_object: 'x', '3ds_initiate': '04' },
		{ payment_token_object: 'x', operation: '5' },
	])('refuse %o', async (extra) => {
		expect(await card(extra)).toMatchObject({ code: '-1000' });
	});

	it('name the missing member of cardinfo', async () => {
		expect(await card({ cardinfo: '{"card_holder":"A"}' })).toMatchObject({
			code: '-3001',
			message: expect.stringContaining('cardinfo.card_number') as unknown,
		});
	});

	it('hold the money when asked for an authorisation', async () => {
		const { data } = await card({ operation: '2', payment_token_object: 'x' });
		expect(sandbox.decide(data.trade_id as string, 'pay')).toMatchObject({
			state: 'authorized',
			authorized: '12.50',
			paid: '0.00',
		});
	});
});
