import type { Operation } from '../../catalogue/types';
import { amount, currencyNamed, requestId } from '../../fields/common';
import { tenor } from '../../fields/foreignExchange';

const sellCurrency = currencyNamed('sell_currency', 'Sell Currency', 'Currency you give');

const buyCurrency = currencyNamed('buy_currency', 'Buy Currency', 'Currency you get');

const amountCurrency = currencyNamed('currency', 'Currency of the Amount', 'Which side the amount names: the sell or the buy currency');

export const getQuote: Operation = {
	value: 'getQuote',
	name: 'Get Quote',
	action: 'Get a quote for a currency exchange',
	description: 'Get a rate that holds for 30 seconds',
	method: 'v3.GetFXQuote',
	account: 'merchant',
	effect: 'create',
	page: 'cn/fxtrading/getfxquote.html',
	fields: [sellCurrency, buyCurrency, amount, amountCurrency, tenor],
	options: [requestId],
};
