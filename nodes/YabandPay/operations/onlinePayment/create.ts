import type { Operation } from '../../catalogue/types';
import { demo, payment, redirectUrl, timeout } from '../../fields/common';
import { bic, euroOnlyMethods, iDealEmail, onlinePaymentMethod } from '../../fields/paymentMethods';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an online payment',
	description: 'Create a payment and get the link where the payer pays it',
	method: 'v3.CreatePayments',
	account: 'cashier',
	effect: 'create',
	page: 'en/payments/simplepay/pay.html',
	constants: { pay_method: 'online' },
	fields: [onlinePaymentMethod, bic, ...payment],
	options: [iDealEmail, redirectUrl, timeout, demo],
	rules: [euroOnlyMethods],
	answer: { states: 'payment' },
};
