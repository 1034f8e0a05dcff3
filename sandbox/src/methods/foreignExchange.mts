import { Refusal } from '../codes.mts';
import type { FxOrder, Quote } from '../domain/foreignExchange.mts';
import { fromMinor, isCurrency, toMinor } from '../money.mts';
import { hasRate } from '../rates.mts';
import { requireOneOf } from './checks.mts';
import type { Call, Method, Success } from './method.mts';

function checkCurrencies({ fields }: Call): void {
	const { sell_currency, buy_currency, currency } = fields;
	for (const side of [sell_currency, buy_currency]) {
		if (!isCurrency(side) || !hasRate(side)) throw new Refusal('-1000', `there is no rate for ${side}`);
	}
	if (sell_currency === buy_currency) throw new Refusal('-1000', 'sell_currency and buy_currency are the same');
	if (currency !== sell_currency && currency !== buy_currency) {
		throw new Refusal('-1000', `currency must be ${sell_currency} or ${buy_currency}, the side that amount refers to`);
	}
}

function quoteFields(quote: Quote): Record<string, string> {
	const { sell_currency, buy_currency, tenor, exchange_rate, quote_id } = quote;
	return {
		sell_currency,
		buy_currency,
		sold_currency: sell_currency,
		sold_amount: fromMinor(quote.sold, sell_currency),
		bought_currency: buy_currency,
		bought_amount: fromMinor(quote.bought, buy_currency),
		tenor,
		exchange_rate,
		quote_id,
	};
}

function orderFields({ order, quote }: { order: FxOrder; quote: Quote }): Record<string, string> {
	const { booking_status, settlement_status, order_id, trade_id, reference } = order;
	const fields: Record<string, string> = {
		booking_status,
		settlement_status,
		...quoteFields(quote),
		order_id,
		trade_id,
	};
	return reference === null ? fields : { ...fields, reference };
}

function getQuote(call: Call): Success {
	const { world, account, fields } = call;
	checkCurrencies(call);
	requireOneOf(fields, 'tenor', ['TOD', 'SPOT']);
	const { sell_currency, buy_currency, currency } = fields;
	const amount = toMinor(fields.amount, currency);
	const tenor = fields.tenor as Quote['tenor'];
	const quote = world.foreignExchange.quote({
		user: account.user,
		sell_currency,
		buy_currency,
		currency,
		amount,
		tenor,
	});
	if (quote.sold <= 0 || quote.bought <= 0) throw new Refusal('-1000', 'amount is too small to exchange');
	return { subject: quote.quote_id, data: { type: 'quote', ...quoteFields(quote) } };
}

function executeOrder({ world, account, fields }: Call): Success {
	const { quote_id, order_id, reference } = fields;
	const executed = world.foreignExchange.execute(quote_id, account.user, order_id, reference || null);
	return { subject: executed.order.trade_id, data: orderFields(executed) };
}

function queryOrder({ world, account, fields }: Call): Success {
	const found = world.foreignExchange.get(fields.trade_id, account.user);
	return { subject: fields.trade_id, withResponseId: true, data: orderFields(found) };
}

/** Currency exchange (reference section 10). */
export const FOREIGN_EXCHANGE_METHODS: Method[] = [
	{
		name: 'v3.GetFXQuote',
		section: '10',
		accounts: ['merchant-level'],
		required: ['sell_currency', 'buy_currency', 'currency', 'amount', 'tenor', 'request_id'],
		optional: [],
		uniqueRequestId: true,
		run: getQuote,
	},
	{
		name: 'v3.ExecuteFXOrder',
		section: '10',
		accounts: ['merchant-level'],
		required: ['order_id', 'quote_id', 'request_id'],
		optional: ['reference'],
		uniqueRequestId: true,
		run: executeOrder,
	},
	{
		// A question asked twice does no harm, so its request_id may come twice.
		name: 'v3.QueryFXOrder',
		section: '10',
		accounts: ['merchant-level'],
		required: ['trade_id', 'request_id'],
		optional: [],
		run: queryOrder,
	},
];
