import type { Operation } from '../../catalogue/types';
import { demo, paymentWith, redirectUrl, requestId, timeout } from '../../fields/common';
import { cardOperation, walletToken } from '../../fields/card';

const applePayToken = walletToken('Apple Pay', 'payment.token.paymentData');

export const chargeApplePay: Operation = {
	value: 'chargeApplePay',
	name: 'Charge Apple Pay',
	action: 'Charge with Apple Pay',
	description: 'Charge the card behind an Apple Pay token of your own page or app',
	method: 'v3.CreateCardPayments',
	account: 'cashier',
	effect: 'money',
	page: 'en/payments/cards/applepay.html',
	constants: { pay_method: 'online', sub_pay_method: 'Apple Pay' },
	fields: paymentWith(applePayToken, cardOperation),
	options: [redirectUrl, timeout, demo, requestId],
	answer: { states: 'payment' },
};
