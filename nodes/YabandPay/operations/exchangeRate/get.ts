import type { Field, Operation } from '../../catalogue/types';
import { currencyNamed } from '../../fields/common';

const settlementCurrency = currencyNamed('settlement_currency', 'Settlement Currency', 'Currency you are paid out in');

const paymentMethod: Field = {
	displayName: 'Payment Method',
	name: 'sub_method',
	type: 'options',
	default: 'WeChat Pay',
	description: 'Whose rate to get. WeChat Pay has no rate for some currencies.',
	required: true,
	options: [
		{ name: 'Alipay', value: 'Alipay' },
		{ name: 'WeChat Pay', value: 'WeChat Pay' },
	],
};

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an exchange rate',
	description: 'Get the rate between the renminbi (CNY) and a settlement currency. Rates change between 09:00 and 11:00.',
	method: 'v3.QueryExchangeRate',
	account: 'cashier',
	effect: 'read',
	page: 'en/exchange.html',
	fields: [settlementCurrency, paymentMethod],
};
