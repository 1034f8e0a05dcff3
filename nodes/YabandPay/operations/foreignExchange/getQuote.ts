import type { Field, Operation } from '../../catalogue/types';
import { amount, currencyNamed, requestId } from '../../fields/common';
import { differentSides, tenor } from '../../fields/foreignExchange';

const sellCurrency = currencyNamed('sell_currency', 'Sell Currency', 'Currency you give');

/** Nothing to start with: it is never the currency sold, and every other one would be a guess. */
const buyCurrency: Field = { ...currencyNamed('buy_currency', 'Buy Currency', 'Currency you get'), default: '' };

const exchangeAmount: Field = {
	...amount,
	placeholder: 'e.g. 1000.00',
	description: 'How much to exchange, in major units: 1000.00 in the currency chosen under "Currency of the Amount"',
};

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
	fields: [sellCurrency, buyCurrency, exchangeAmount, amountCurrency, tenor],
	options: [requestId],
	rules: [differentSides],
};
