import type { Field, Operation } from '../../catalogue/types';
import { requestId, tradeId } from '../../fields/common';

const exchangeTradeId: Field = { ...tradeId, description: 'The trade_id that Execute Order returned' };

export const getOrder: Operation = {
	value: 'getOrder',
	name: 'Get Order',
	action: 'Get a currency exchange',
	description: 'Ask YabandPay for the state of a currency exchange',
	method: 'v3.QueryFXOrder',
	account: 'merchant',
	effect: 'read',
	page: 'cn/fxtrading/queryfxorder.html',
	fields: [exchangeTradeId],
	options: [requestId],
	answer: {
		states: 'fx',
		simplify: [
			'trade_id',
			'order_id',
			'booking_status',
			'settlement_status',
			'sold_currency',
			'sold_amount',
			'bought_currency',
			'bought_amount',
			'exchange_rate',
			'reference',
		],
	},
};
