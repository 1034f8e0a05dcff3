import type { Operation } from '../../catalogue/types';
import { demo, paymentWith, redirectUrl, requiredTimeout } from '../../fields/common';
import { ipAddress } from '../../fields/weChatPay';

export const createH5Payment: Operation = {
	value: 'createH5Payment',
	name: 'Create H5 Payment',
	action: 'Create a WeChat Pay H5 payment',
	description: 'Create a payment in the browser of a phone that opens WeChat. YabandPay must activate it first.',
	method: 'v3.CreatePaymentsWechatH5Pay',
	account: 'cashier',
	effect: 'create',
	page: 'en/payments/wechatpay/h5.html',
	constants: { pay_method: 'online', sub_pay_method: 'WeChat Pay' },
	fields: paymentWith(ipAddress),
	options: [redirectUrl, requiredTimeout, demo],
	answer: { states: 'payment' },
};
