import type { Operation } from '../../catalogue/types';
import { demo, paymentWith, redirectUrl, requestId, timeout } from '../../fields/common';
import { cardOperation, threeDSecure, walletToken } from '../../fields/card';

const googlePayToken = walletToken('Google Pay', 'paymentData.paymentMethodData.tokenizationData.token');

export const chargeGooglePay: Operation = {
	value: 'chargeGooglePay',
	name: 'Charge Google Pay',
	action: 'Charge with Google Pay',
	description: 'Charge the card behind a Google Pay token of your own page or app',
	method: 'v3.CreateCardPayments',
	account: 'cashier',
	effect: 'money',
	page: 'en/payments/cards/googlepay.html',
	constants: { pay_method: 'online', sub_pay_method: 'Google Pay' },
	fields: paymentWith(googlePayToken, cardOperation, threeDSecure),
	options: [redirectUrl, timeout, demo, requestId],
	answer: { states: 'payment' },
};
