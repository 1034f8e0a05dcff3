import type { Operation } from '../../catalogue/types';
import { amount, currency, description, notification, requestId, tradeId } from '../../fields/common';

export const capture: Operation = {
	value: 'capture',
	name: 'Capture',
	action: 'Capture an authorized payment',
	description: 'Collect an authorized amount, or a part of it: once, within 30 days',
	method: 'v3.Capture',
	account: 'cashier',
	effect: 'money',
	page: 'en/payments/cards/capture.html',
	fields: [tradeId, amount, currency, description, ...notification],
	options: [requestId],
	answer: { states: 'payment' },
};
