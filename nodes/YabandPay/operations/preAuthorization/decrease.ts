import type { Operation } from '../../catalogue/types';
import { amount, currency, description, notification, requestId, tradeId } from '../../fields/common';

export const decrease: Operation = {
	value: 'decrease',
	name: 'Decrease',
	action: 'Decrease an authorized amount',
	description: 'Release a part of an authorized amount. The amount is how much to take off.',
	method: 'v3.PreauthDecrement',
	account: 'cashier',
	effect: 'money',
	page: 'cn/payments/cards/preauthdecrement.html',
	fields: [tradeId, amount, currency, description, ...notification],
	options: [requestId],
	answer: { states: 'payment' },
};
