import type { Operation } from '../../catalogue/types';
import { refundId } from '../../fields/refund';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a refund',
	description: 'Ask YabandPay for the state and details of a refund',
	method: 'v3.QueryRefundOrder',
	account: 'cashier',
	effect: 'read',
	page: 'en/payments/refund/queryrefund.html',
	fields: [refundId],
	answer: {
		states: 'refund',
		simplify: [
			'refund_id',
			'm_refund_id',
			'state',
			'refund_amount',
			'refund_currency',
			'refund_description',
			'refund_time',
			'transaction_id',
		],
	},
};
