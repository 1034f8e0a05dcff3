import type { Field, Operation } from '../../catalogue/types';
import { amountIn } from '../../fields/checks';
import { amount, description, notification, requestId, tradeId } from '../../fields/common';
import { authorizedCurrency } from '../../fields/preAuthorization';

const decreaseAmount: Field = {
	...amount,
	displayName: 'Amount to Release',
	description: 'How much to take off the authorized amount (not what is left of it), in major units: 24.99 means 24 euros and 99 cents',
	check: amountIn('Amount to Release'),
};

export const decrease: Operation = {
	value: 'decrease',
	name: 'Decrease',
	action: 'Decrease an authorized amount',
	description: 'Release a part of an authorized amount, e.g. when the bill is smaller than the deposit',
	method: 'v3.PreauthDecrement',
	account: 'cashier',
	effect: 'money',
	page: 'cn/payments/cards/preauthdecrement.html',
	fields: [tradeId, decreaseAmount, authorizedCurrency, description, ...notification],
	options: [requestId],
	answer: { states: 'payment' },
};
