import type { Operation } from '../../catalogue/types';
import { demo, paymentWith, redirectUrl, timeout } from '../../fields/common';
import { osType, wallet } from '../../fields/alipay';

export const createAppPayment: Operation = {
	value: 'createAppPayment',
	name: 'Create App Payment',
	action: 'Create an Alipay app payment',
	description: 'Create a payment inside your own app that opens Alipay or another Alipay+ wallet',
	method: 'v3.CreatePaymentsAlipayAppPay',
	account: 'cashier',
	effect: 'create',
	page: 'en/payments/alipayplus/app.html',
	constants: { pay_method: 'online', sub_pay_method: 'Alipay' },
	fields: paymentWith(osType),
	options: [wallet, redirectUrl, timeout, demo],
	answer: { states: 'payment' },
};
