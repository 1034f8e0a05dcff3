import type { Operation } from '../../catalogue/types';
import { demo, payment, redirectUrl, requiredTimeout } from '../../fields/common';

export const createMiniProgramPayment: Operation = {
	value: 'createMiniProgramPayment',
	name: 'Create Mini Program Payment',
	action: 'Create an Alipay mini program payment',
	description: 'Create a payment inside an Alipay mini program (Alipay China wallet only); the answer holds the transaction_id to pay',
	method: 'v3.CreatePaymentsAlipayMiniPay',
	account: 'cashier',
	effect: 'create',
	page: 'cn/payments/alipayplus/mini.html',
	constants: { pay_method: 'online', sub_pay_method: 'Alipay' },
	fields: payment,
	options: [redirectUrl, requiredTimeout, demo],
	answer: { states: 'payment' },
};
