import type { Field, Operation } from '../../catalogue/types';
import { demo, paymentWith, redirectUrl, requestId, timeout } from '../../fields/common';
import { cardOperation, formType, paymentToken, scaExemption, threeDSecureOrExemption } from '../../fields/card';

const pluginToken: Field = {
	...paymentToken,
	description: "The one-time token that YabandPay's payment plugin gave your page. It works once.",
};

export const chargePaymentPluginToken: Operation = {
	value: 'chargePaymentPluginToken',
	name: 'Charge with Payment Plugin Token',
	action: 'Charge with a payment plugin token',
	description: "Charge a card by the one-time token that YabandPay's payment plugin gave your page",
	method: 'v3.CreateCardPayments',
	account: 'cashier',
	effect: 'money',
	page: 'en/payments/cards/card.html',
	constants: { pay_method: 'online', sub_pay_method: 'Card' },
	fields: paymentWith(pluginToken, cardOperation, threeDSecureOrExemption, scaExemption),
	options: [redirectUrl, timeout, formType, demo, requestId],
	answer: { states: 'payment' },
};
