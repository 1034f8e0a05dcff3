import type { Operation } from '../../catalogue/types';
import { demo, payment, redirectUrl, timeout } from '../../fields/common';

export const createMobileWebPayment: Operation = {
	value: 'createMobileWebPayment',
	name: 'Create Mobile Web Payment',
	action: 'Create an Alipay mobile web payment',
	description: 'Create a payment in the browser of a phone that opens Alipay',
	method: 'v3.CreatePaymentsAlipayWap',
	account: 'cashier',
	effect: 'create',
	page: 'en/payments/alipayplus/wap.html',
	constants: { pay_method: 'online', sub_pay_method: 'Alipay' },
	fields: payment,
	options: [redirectUrl, timeout, demo],
	answer: { states: 'payment' },
};
