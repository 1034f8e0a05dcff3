import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseJsonObject } from '../../../sandbox/src/rawJson.mts';
import { requestStringToSign } from '../../../sandbox/src/signature.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/src/sandbox.mts';
import { call } from '../../sandbox/support/libraryClient.mts';

interface Sample {
	page: string;
	stringA: string;
	request: { user: string; method: string; data: Record<string, unknown> };
}

const file = new URL('../protocol/fixtures/vectors.json', import.meta.url);
const { requests } = JSON.parse(readFileSync(file, 'utf8')) as { requests: Sample[] };

describe('published samples', () => {
	it('are there', () => expect(requests.length).toBeGreaterThan(10));

	it.each(requests.map(({ page, request, stringA }) => [page, request, stringA] as const))(
		'string to sign: %s',
		(_page, request, stringA) => {
			expect(requestStringToSign(parseJsonObject(JSON.stringify(request)) ?? {})).toBe(stringA);
		},
	);
});

/** Requests of the five complete pages, and the names that their sample answers have in `data`. */
const payment = {
	description: 'YabandPay test',
	timeout: '0',
	pay_method: 'online',
	amount: '1',
	currency: 'EUR',
	notify_url: 'https://www.yabandpay.com/notify',
	redirect_url: 'https://www.yabandpay.com',
};
const voucher = { ...payment, sub_pay_method: 'Voucher', order_id: '202405110140188881', amount: '0.01', demo: 'test' };
const ANSWERS: Array<[string, string, string, Record<string, string>, string[]]> = [
	[
		'Payconiq',
		'016683',
		'v3.CreatePayments',
		{ ...payment, sub_pay_method: 'Payconiq', order_id: '20240726785412369', demo: 'test' },
		['order_id', 'trade_id', 'amount', 'currency', 'url', 'state'],
	],
	[
		'gift card',
		'016683',
		'v3.CreatePaymentsVoucher',
		{ ...voucher, cardnumber: '6064364245787814896', pincode: '568971' },
		[
			'order_id',
			'trade_id',
			'amount',
			'currency',
			'settlement_amount',
			'settlement_currency',
			'exchange_rate',
			'url',
			'state',
		],
	],
	[
		'gift card, hosted page',
		'016683',
		'v3.CreatePaymentsVoucher',
		voucher,
		['order_id', 'trade_id', 'amount', 'currency', 'url', 'state'],
	],
	[
		'Alipay mini program',
		'016683',
		'v3.CreatePaymentsAlipayMiniPay',
		{ ...payment, sub_pay_method: 'Alipay', order_id: '2024519846516588484' },
		['order_id', 'trade_id', 'amount', 'currency', 'parameters', 'state'],
	],
	[
		'POS',
		'T125119061',
		'v3.POS',
		{
			operation: '1',
			tid: 'T125119061',
			amount: '12.5',
			currency: 'EUR',
			tip_amount: '0.5',
			description: 'YabandPay test',
			notify_url: 'https://www.yabandpay.com/notify',
			order_id: '202586556498441613',
			pay_method: 'offline',
			sub_pay_method: 'point_of_sales',
			request_id: 'a7z1lox4l6z6mdx1udgn5gtezasze1x0',
		},
		['order_id', 'trade_id', 'amount', 'currency', 'tip_amount', 'state'],
	],
];

describe('published answers', () => {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox();
	});

	afterAll(async () => await sandbox.close());

	it.each(ANSWERS)('%s', async (_name, user, method, data, names) => {
		const answer = await call(sandbox, user, method, data);
		expect(answer).toMatchObject({ status: true, code: '200', message: '' });
		expect(Object.keys(answer.data as object)).toEqual(names);
		expect(answer.data).toMatchObject({ order_id: data.order_id, currency: 'EUR', state: 'processing' });
		expect(Number(answer.data.amount)).toBe(Number(data.amount));
	});
});
