import type { Operation } from '../../catalogue/types';
import { tradeId } from '../../fields/common';

export const cancel: Operation = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel an order',
	description: 'Cancel an unpaid, paid or authorized order in full, until 00:30 (CET) of the next day. Not possible after a refund.',
	method: 'v3.CancelPayment',
	account: 'cashier',
	effect: 'money',
	page: 'en/payments/others/cancel.html',
	fields: [tradeId],
	answer: { states: 'payment' },
};
