import type { Operation } from '../../catalogue/types';
import { demo, paymentWith, redirectUrl, requestId, timeout } from '../../fields/common';
import { paymentToken, scaExemption, threeDSecureOrExemption, tokenOperation } from '../../fields/card';

export const chargeToken: Operation = {
	value: 'chargeToken',
	name: 'Charge Token',
	action: 'Charge a saved card',
	description: 'Charge a card again by the token of an earlier 3-D Secure payment',
	method: 'v3.CreateCardPayments',
	account: 'cashier',
	effect: 'money',
	page: 'en/payments/cards/token.html',
	constants: { pay_method: 'online', sub_pay_method: 'Token' },
	fields: paymentWith(paymentToken, tokenOperation, threeDSecureOrExemption, scaExemption),
	options: [redirectUrl, timeout, demo, requestId],
	answer: { states: 'payment' },
};
