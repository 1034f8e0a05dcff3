import type { Field, Operation } from '../../catalogue/types';
import { amountIn } from '../../fields/checks';
import { amount, description, notification, requestId, tradeId } from '../../fields/common';
import { authorizedCurrency } from '../../fields/preAuthorization';

const captureAmount: Field = {
	...amount,
	displayName: 'Amount to Capture',
	description: 'How much to collect, at most what is authorized, in major units: 24.99 means 24 euros and 99 cents. The rest is released.',
	check: amountIn('Amount to Capture'),
};

export const capture: Operation = {
	value: 'capture',
	name: 'Capture',
	action: 'Capture an authorized payment',
	description: 'Collect an authorized amount, or a part of it: once, within 30 days',
	method: 'v3.Capture',
	account: 'cashier',
	effect: 'money',
	page: 'en/payments/cards/capture.html',
	fields: [tradeId, captureAmount, authorizedCurrency, description, ...notification],
	options: [requestId],
	answer: { states: 'payment' },
};
