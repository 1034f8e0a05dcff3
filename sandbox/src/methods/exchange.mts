import { Refusal } from '../codes.mts';
import { EXCHANGE_CURRENCIES, exchangeRate, NOT_WITH_WECHAT } from '../rates.mts';
import { requireOneOf } from './checks.mts';
import type { Call, Method, Success } from './method.mts';

function queryExchangeRate({ world, fields }: Call): Success {
	const { settlement_currency, sub_method } = fields;
	requireOneOf(fields, 'sub_method', ['WeChat Pay', 'Alipay']);
	const lacking = sub_method === 'WeChat Pay' && NOT_WITH_WECHAT.includes(settlement_currency);
	if (lacking || !EXCHANGE_CURRENCIES.includes(settlement_currency)) {
		throw new Refusal('-1000', `${sub_method} has no rate for ${settlement_currency}`);
	}
	// The answer is on no known page; the names are those of the request and of the notification.
	const exchange_rate = exchangeRate(settlement_currency, 'CNY');
	return { data: { sub_method, settlement_currency, currency: 'CNY', exchange_rate, time: world.clock.seconds() } };
}

/** The rate between the renminbi and a settlement currency (reference section 7). */
export const EXCHANGE_METHODS: Method[] = [
	{
		name: 'v3.QueryExchangeRate',
		section: '7',
		accounts: ['cashier', 'super-admin', 'merchant-level'],
		required: ['settlement_currency', 'sub_method'],
		optional: [],
		run: queryExchangeRate,
	},
];
