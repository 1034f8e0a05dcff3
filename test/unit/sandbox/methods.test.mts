import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { METHODS } from '../../../sandbox/src/methods/index.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/src/sandbox.mts';
import { call, postText, signedEnvelope } from '../../sandbox/support/libraryClient.mts';
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

type Data = Record<string, unknown>;

/** A call that succeeds: who makes it, with what, and what its answer has to hold. */
interface Sample {
	user: string;
	data: (sandbox: Sandbox) => Data | Promise<Data>;
	answer: Data;
	/** Fields beyond the definition's that this call cannot do without. */
	alsoRequired?: string[];
}

const wallet = (extra: Data): Data => payment({ sub_pay_method: 'WeChat Pay', ...extra });
const alipay = (extra: Data = {}): Data => payment({ sub_pay_method: 'Alipay', ...extra });
const card = (extra: Data): Data => payment({ operation: '1', '3ds_initiate': '01', request_id: fresh('r'), ...extra });
const period = { start_time: '1569894340', end_time: '4073523141' };
const nonce = { nonce_string: 'tw5be5b7sry5prm96s' };
const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/SelectPay\/[A-Za-z0-9+/]+=*$/) as unknown;
const processing = { amount: '12.50', currency: 'EUR', state: 'processing', trade_id: expect.any(String) as unknown };
const quote = { sell_currency: 'GBP', buy_currency: 'DKK', currency: 'GBP', amount: 1000, tenor: 'TOD' };

async function quoteId(sandbox: Sandbox): Promise<string> {
	return (await call(sandbox, MERCHANT, 'v3.GetFXQuote', { ...quote, request_id: fresh('q') })).data.quote_id as string;
}

/** `method` or `method: variant`, each with a call that succeeds. */
const SAMPLES: Record<string, Sample> = {
	'v3.CreatePayments': { user: CASHIER, data: () => payment(), answer: { ...processing, url } },
	'v3.CreatePayments: EPS': {
		user: CASHIER,
		data: () => payment({ sub_pay_method: 'EPS', timeout: '0' }),
		answer: { ...processing, url },
		alsoRequired: ['timeout'],
	},
	'v3.CreatePaymentsiDEALQRcode': {
		user: CASHIER,
		data: () => payment({ sub_pay_method: 'iDeal' }),
		answer: { ...processing, url },
	},
	'v3.BankTransfer': {
		user: CASHIER,
		data: () => payment({ sub_pay_method: 'Bank Transfer', timeout: '60', request_id: fresh('r') }),
		answer: { ...processing, url },
	},
	'v3.CreateWechatNativePay': {
		user: CASHIER,
		answer: { ...processing, url: expect.stringMatching(/^weixin:/) as unknown },
		data: () => {
			const { pay_method: _method, sub_pay_method: _sub, ...rest } = wallet({ timeout: '5', url_type: '02' });
			return rest;
		},
	},
	'v3.CreatePaymentsWechatMiniPay': {
		user: CASHIER,
		data: () => wallet({ sub_app_id: 'wx7a5355d3d2a904a4', sub_open_id: 'opilP5dyazU7pTpyps8TDc53OGyU' }),
		answer: {
			...processing,
			parameters: expect.objectContaining({ signType: 'MD5', timeStamp: expect.any(String) as unknown }) as unknown,
		},
	},
	'v3.CreatePaymentsWechatAPPPay': {
		user: CASHIER,
		data: () => wallet({ sub_app_id: 'wx54afe855ab7112e8' }),
		answer: { ...processing, parameters: expect.objectContaining({ appid: 'wx54afe855ab7112e8' }) as unknown },
	},
	'v3.CreatePaymentsWechatH5Pay': {
		user: CASHIER,
		data: () => wallet({ ip_address: '127.0.0.1', timeout: '0' }),
		answer: { ...processing, parameters: { pay_url: url } },
	},
	'v3.CreatePaymentsAlipayAppPay': { user: CASHIER, data: () => alipay({ os_type: 'ios' }), answer: processing },
	'v3.CreatePaymentsAlipayWap': { user: CASHIER, data: () => alipay(), answer: { ...processing, url } },
	'v3.CreatePaymentsAlipayWeb': { user: CASHIER, data: () => alipay(), answer: { ...processing, url } },
	'v3.CreatePaymentsAlipayMiniPay': {
		user: CASHIER,
		data: () => alipay({ timeout: '0' }),
		answer: { ...processing, parameters: { transaction_id: expect.any(String) as unknown } },
	},
	'v3.CreateCardPayments': {
		user: CASHIER,
		data: () => card({ sub_pay_method: 'Cards HPP', timeout: '0' }),
		answer: { ...processing, url },
		alsoRequired: ['3ds_initiate', 'timeout'],
	},
	'v3.CreateCardPayments: Token': {
		user: CASHIER,
		answer: { ...processing, url: '' },
		alsoRequired: ['payment_token_object', 'sca_exemption'],
		data: () =>
			card({
				sub_pay_method: 'Token',
				operation: '11',
				'3ds_initiate': '03',
				sca_exemption: 'LowValue',
				payment_token_object: 'tok',
			}),
	},
	'v3.CreateCardPayments: Google Pay': {
		user: CASHIER,
		data: () => card({ sub_pay_method: 'Google Pay', payment_token_object: 'dG9r' }),
		answer: { ...processing, url },
		alsoRequired: ['payment_token_object'],
	},
	'v3.CreateCardPayments: Apple Pay': {
		user: CASHIER,
		data: () => card({ sub_pay_method: 'Apple Pay', '3ds_initiate': '', payment_token_object: 'dG9r' }),
		answer: { ...processing, url: '' },
		alsoRequired: ['payment_token_object'],
	},
	'v3.CreateCardPayments: Card': {
		user: CASHIER,
		answer: { ...processing, url },
		alsoRequired: ['3ds_initiate', 'cardinfo'],
		data: () =>
			card({
				sub_pay_method: 'Card',
				operation: '12',
				cardinfo:
					'{"card_holder":"A","card_number":"4111111111111111","expiration_month":"12","expiration_year":"2030","cvc":"123"}',
			}),
	},
	'v3.Capture': {
		user: CASHIER,
		data: async (sandbox) => capture(await authorizedOrder(sandbox), '12.5'),
		answer: { amount: '12.50', state: 'paid' },
	},
	'v3.PreauthDecrement': {
		user: CASHIER,
		data: async (sandbox) => capture(await authorizedOrder(sandbox), '0.1'),
		answer: { amount: '12.40', state: 'authorized' },
	},
	'v3.CreatePaymentsVoucher': {
		user: CASHIER,
		data: () => payment({ sub_pay_method: 'Voucher' }),
		answer: { ...processing, url: expect.stringContaining('/payments/callback/order/') as unknown },
	},
	'v3.CreatePaymentsVoucher: direct': {
		user: CASHIER,
		alsoRequired: ['pincode'],
		data: () =>
			payment({ sub_pay_method: 'Voucher', amount: '0.01', cardnumber: '6064364245787814896', pincode: '568971' }),
		answer: {
			amount: '0.01',
			url: '',
			settlement_amount: '0.01',
			settlement_currency: 'EUR',
			exchange_rate: '1',
			state: 'processing',
		},
	},
	'v3.BarcodePayment': {
		user: CASHIER,
		answer: processing,
		data: () => {
			const { sub_pay_method: _sub, ...rest } = payment({ pay_method: 'offline', auth_code: '134443133735495918' });
			return rest;
		},
	},
	'v3.QRcodePayment': {
		user: CASHIER,
		data: () => payment({ pay_method: 'offline', sub_pay_method: 'QRcode', timeout: '0', tip_amount: '0.5' }),
		answer: { ...processing, url, tip_amount: '0.50' },
	},
	'v3.POS': { user: TERMINAL, data: () => posSale(), answer: { ...processing, tip_amount: '0.50' } },
	'v3.POSReversal': {
		user: TERMINAL,
		answer: { type: 'payment', amount: '12.50', state: 'cancelled' },
		data: async (sandbox) => {
			const trade_id = await waitingSale(sandbox);
			sandbox.decide(trade_id, 'pay');
			return { tid: TERMINAL, trade_id, request_id: fresh('r') };
		},
	},
	'v3.POSCancel': {
		user: TERMINAL,
		data: async (sandbox) => ({ tid: TERMINAL, trade_id: await waitingSale(sandbox), request_id: fresh('r') }),
		answer: { type: 'payment', amount: '12.50', state: 'cancelled', transaction_id: '' },
	},
	'v3.QueryOrder': {
		user: SUPER_ADMIN,
		data: async (sandbox) => ({ trade_id: await openOrder(sandbox) }),
		answer: { transaction_info: expect.objectContaining({ amount: '12.50', state: 'processing' }) as unknown },
	},
	'v3.CancelPayment': {
		user: CASHIER,
		data: async (sandbox) => ({ trade_id: await paidOrder(sandbox) }),
		answer: { state: 'cancelled' },
	},
	'v3.BatchQuery': { user: CASHIER, data: () => period, answer: {} },
	'v3.TimePayOrder': { user: SUPER_ADMIN, data: () => period, answer: {} },
	'v3.TimeRefundOrder': { user: CASHIER, data: () => period, answer: {} },
	'v3.ListOrderByTime': { user: CASHIER, data: () => ({ ...period, state: 'paid' }), answer: {} },
	'v3.CreateRefund': {
		user: CASHIER,
		answer: { refund_id: expect.any(String) as unknown, refund_amount: '0.10', state: 'refund processing' },
		data: async (sandbox) => ({
			trade_id: await paidOrder(sandbox),
			refund_amount: '0.1',
			refund_currency: 'EUR',
			refund_description: 'test',
		}),
	},
	'v3.QueryRefundOrder': {
		user: CASHIER,
		answer: { refund_amount: '0.10', m_refund_id: null },
		data: async (sandbox) => {
			const refund = {
				trade_id: await paidOrder(sandbox),
				refund_amount: '0.1',
				refund_currency: 'EUR',
				refund_description: 'test',
			};
			return { refund_id: (await call(sandbox, CASHIER, 'v3.CreateRefund', refund)).data.refund_id as string };
		},
	},
	'v3.QueryExchangeRate': {
		user: CASHIER,
		data: () => ({ settlement_currency: 'EUR', sub_method: 'Alipay' }),
		answer: { exchange_rate: '7.8412', currency: 'CNY' },
	},
	'v3.MerchantBalance': {
		user: SUPER_ADMIN,
		data: () => ({ command: 'getBalance', currency: 'EUR', ...nonce }),
		alsoRequired: ['command', 'currency', 'nonce_string'],
		answer: { user: SUPER_ADMIN, gateway_name: 'YabandPay', currency: 'EUR', deposit: '0.00' },
	},
	'v3.MerchantBalance: payout': {
		user: SUPER_ADMIN,
		alsoRequired: ['command', 'currency', 'nonce_string', 'amount', 'reference', 'notify_url'],
		data: () => ({
			command: 'payout',
			amount: 100.01,
			currency: 'EUR',
			reference: '456789',
			notify_url: 'https://www.yabandpay.com/notify',
			...nonce,
		}),
		answer: {
			payout_id: expect.any(String) as unknown,
			amount: '100.01',
			state: 'awaiting approval',
			time: expect.any(Number) as unknown,
		},
	},
	'v3.GetTradebill': {
		user: SUPER_ADMIN,
		alsoRequired: ['command', 'bill_date', 'nonce_string'],
		data: () => ({ command: 'getTradebill', bill_date: daysAgo(2), ...nonce }),
		answer: { tradebill: [] },
	},
	'v3.GetTradebill: transactions': {
		user: SUPER_ADMIN,
		alsoRequired: ['command', 'start_time', 'end_time', 'nonce_string'],
		data: () => ({ command: 'getTradebillInfo', ...lastWeek(), ...nonce }),
		answer: { tradebill: expect.any(Array) as unknown },
	},
	'v3.GetFXQuote': {
		user: MERCHANT,
		data: () => ({ ...quote, request_id: fresh('q') }),
		answer: { type: 'quote', sold_amount: '1000.00', bought_currency: 'DKK', quote_id: expect.any(String) as unknown },
	},
	'v3.ExecuteFXOrder': {
		user: MERCHANT,
		answer: { booking_status: 'pending', settlement_status: 'pending', trade_id: expect.any(String) as unknown },
		data: async (sandbox) => ({
			order_id: '202603051019-16',
			quote_id: await quoteId(sandbox),
			request_id: fresh('x'),
		}),
	},
	'v3.QueryFXOrder': {
		user: MERCHANT,
		answer: { sell_currency: 'GBP', buy_currency: 'DKK', reference: 'YB test' },
		data: async (sandbox) => {
			const order = { order_id: '16', quote_id: await quoteId(sandbox), reference: 'YB test', request_id: fresh('x') };
			const { data } = await call(sandbox, MERCHANT, 'v3.ExecuteFXOrder', order);
			return { trade_id: data.trade_id as string, request_id: fresh('x') };
		},
	},
};

function daysAgo(days: number): string {
	const [year, month, day] = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10).split('-');
	return `${day}-${month}-${year}`;
}

function lastWeek(): Data {
	const now = Math.floor(Date.now() / 1000);
	return { start_time: String(now - 604_800), end_time: String(now) };
}

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ notificationRetryDelays: [] });
});

afterAll(async () => await sandbox.close());

async function answerText(sample: Sample, method: string, data: Data): Promise<string> {
	return await (
		await postText(sandbox.url, JSON.stringify(signedEnvelope(sample.user, method, data, sandbox.secretKey)))
	).text();
}

it('has a sample call for every method', () => {
	const covered = new Set(Object.keys(SAMPLES).map((name) => name.split(':')[0]));
	expect([...covered].sort()).toEqual(METHODS.map(({ name }) => name).sort());
});

describe.each(Object.entries(SAMPLES))('%s', (name, sample) => {
	const method = name.split(':')[0];
	const definition = METHODS.find((candidate) => candidate.name === method);
	const required = [...new Set([...(definition?.required ?? []), ...(sample.alsoRequired ?? [])])];

	it('answers as documented', async () => {
		const text = await answerText(sample, method, await sample.data(sandbox));
		if (definition?.section === '7' && text.startsWith('trade_id,')) return;
		if (method === 'v3.TimeRefundOrder') {
			expect(text).toMatch(/^refund_id,m_refund_id,trade_id,/);
			return;
		}
		expect(JSON.parse(text)).toMatchObject({ status: true, message: '', data: sample.answer });
	});

	it.each(required)('needs %s', async (field) => {
		const { [field]: _left, ...rest } = await sample.data(sandbox);
		const message = expect.stringMatching(new RegExp(`^Required field is missing: .*${field}`)) as unknown;
		const refusal = { status: false, code: '-3001', data: {}, message };
		expect(JSON.parse(await answerText(sample, method, rest))).toEqual(refusal);
		expect(JSON.parse(await answerText(sample, method, { ...rest, [field]: '' }))).toEqual(refusal);
	});

	it('is refused to accounts of another kind', async () => {
		const stranger = sandbox.accounts.find(({ kind }) => !definition?.accounts.includes(kind));
		const text = await answerText({ ...sample, user: stranger?.user ?? '' }, method, await sample.data(sandbox));
		expect(JSON.parse(text)).toMatchObject({ status: false, code: '-2001' });
	});
});
