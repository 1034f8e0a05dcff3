import type { Operation } from '../../catalogue/types';
import { demo, paymentWith, redirectUrl, requestId, requiredTimeout } from '../../fields/common';
import { cardOperation, formType, threeDSecure } from '../../fields/card';

export const createHostedPagePayment: Operation = {
	value: 'createHostedPagePayment',
	name: 'Create Hosted Page Payment',
	action: 'Create a card payment on a hosted page',
	description: "Create a card payment and get the link of YabandPay's page, where the payer enters the card",
	method: 'v3.CreateCardPayments',
	account: 'cashier',
	effect: 'create',
	page: 'en/payments/cards/hpp.html',
	constants: { pay_method: 'online', sub_pay_method: 'Cards HPP' },
	fields: paymentWith(cardOperation, threeDSecure),
	options: [redirectUrl, requiredTimeout, formType, demo, requestId],
	answer: { states: 'payment' },
};
