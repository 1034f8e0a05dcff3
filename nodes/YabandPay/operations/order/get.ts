import type { Operation } from '../../catalogue/types';
import { tradeId } from '../../fields/common';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an order',
	description: 'Ask YabandPay for the state and details of a payment',
	method: 'v3.QueryOrder',
	account: 'cashier',
	effect: 'read',
	page: 'en/payments/others/query.html',
	fields: [tradeId],
	answer: {
		states: 'payment',
		record: 'transaction_info',
		simplify: [
			'trade_id',
			'order_id',
			'state',
			'amount',
			'currency',
			'tip_amount',
			'pay_method',
			'sub_pay_method',
			'description',
			'created_at',
		],
	},
};
