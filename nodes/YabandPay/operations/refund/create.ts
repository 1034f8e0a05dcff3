import type { Field, Operation } from '../../catalogue/types';
import { amountIn, matching } from '../../fields/checks';
import { amount, currencyNamed, description, notificationOf, orderId, tradeId } from '../../fields/common';

const refundAmount: Field = {
	...amount,
	displayName: 'Refund Amount',
	name: 'refund_amount',
	description: 'How much to pay back, in major units: 24.99 means 24 euros and 99 cents',
	check: amountIn('Refund Amount', 'refund_currency'),
};

const refundCurrency = currencyNamed('refund_currency', 'Refund Currency', 'Currency of the original payment');

const refundDescription: Field = {
	...description,
	displayName: 'Reason',
	name: 'refund_description',
	placeholder: 'e.g. Item returned',
	description: 'Why the money is paid back',
};

/** The gateway leaves it optional; without it a repeated request could refund twice. */
const merchantRefundId: Field = {
	...orderId,
	displayName: 'Merchant Refund ID',
	name: 'm_refund_id',
	description:
		'Your own number for this refund, unique. Leave empty to let the node make one that stays the same when the execution is retried.',
	check: matching(/^[^&=\s]{1,64}$/, 'Merchant Refund ID', 'be 1 to 64 characters without spaces, "&" and "="'),
	derive: ({ stableIdentifier }) => stableIdentifier('m_refund_id', 'digits', 19),
};

/** The newer page makes the address optional. */
const refundNotification: readonly Field[] = notificationOf('refund', 'Wait for Refund').map((field) => ({ ...field, required: false }));

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a refund',
	description: 'Refund a payment in full or in part, within one year. Several part refunds are possible up to the paid amount.',
	method: 'v3.CreateRefund',
	account: 'cashier',
	effect: 'money',
	page: 'en/payments/refund/refund.html',
	fields: [tradeId, refundAmount, refundCurrency, refundDescription, merchantRefundId, ...refundNotification],
	answer: { states: 'refund' },
};
