import type { Operation } from '../../catalogue/types';
import { demo, payment, redirectUrl, timeout } from '../../fields/common';
import { wallet } from '../../fields/alipay';

export const createWebPayment: Operation = {
	value: 'createWebPayment',
	name: 'Create Web Payment',
	action: 'Create an Alipay web payment',
	description: 'Create a payment on a website; the payer scans a QR code or logs in to Alipay',
	method: 'v3.CreatePaymentsAlipayWeb',
	account: 'cashier',
	effect: 'create',
	page: 'en/payments/alipayplus/web.html',
	constants: { pay_method: 'online', sub_pay_method: 'Alipay' },
	fields: payment,
	options: [wallet, redirectUrl, timeout, demo],
	answer: { states: 'payment' },
};
