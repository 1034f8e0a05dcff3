import { expect } from 'vitest';
import { executedExchange, openQuote } from '../prepare.mts';
import { derivedOrderId, derivedRequestId, merchant, nextNumber, nextRequestId, type Row } from '../row.mts';

const ofMerchant = { user: merchant, credential: 'Merchant level' };
const exchange = { sell_currency: 'EUR', buy_currency: 'DKK', currency: 'DKK', amount: '1000' };
const text = expect.any(String) as string;

/** Reference section 10. */
export const foreignExchangeRows: Row[] = [
	{
		of: 'foreignExchange.getQuote',
		method: 'v3.GetFXQuote',
		...ofMerchant,
		minimal: () => ({
			parameters: exchange,
			data: { ...exchange, amount: '1000.00', tenor: 'TOD', request_id: derivedRequestId },
		}),
		full: () => {
			const request_id = nextRequestId();
			return {
				parameters: { ...exchange, tenor: 'SPOT', options: { request_id } },
				data: { ...exchange, amount: '1000.00', tenor: 'SPOT', request_id },
			};
		},
		item: { quote_id: text, exchange_rate: text, sold_amount: text, bought_amount: '1000.00' },
	},
	{
		of: 'foreignExchange.executeOrder',
		method: 'v3.ExecuteFXOrder',
		...ofMerchant,
		prepare: openQuote,
		minimal: ({ quote_id }) => ({
			parameters: { quote_id },
			data: { quote_id, order_id: derivedOrderId, request_id: derivedRequestId },
		}),
		full: ({ quote_id }) => {
			const sent = { quote_id, order_id: nextNumber() };
			const options = { reference: 'Week 47', request_id: nextRequestId() };
			return { parameters: { ...sent, options }, data: { ...sent, ...options } };
		},
		item: { trade_id: text, order_id: text, booking_status: text, settlement_status: text },
	},
	{
		of: 'foreignExchange.getOrder',
		method: 'v3.QueryFXOrder',
		...ofMerchant,
		prepare: executedExchange,
		minimal: ({ trade_id }) => ({ parameters: { trade_id }, data: { trade_id, request_id: derivedRequestId } }),
		full: ({ trade_id }) => {
			const request_id = nextRequestId();
			return { parameters: { trade_id, options: { request_id } }, data: { trade_id, request_id } };
		},
		item: { trade_id: text, booking_status: text, settlement_status: text },
	},
];
