import type { Operation } from '../../catalogue/types';
import { demo, paymentWith, timeout } from '../../fields/common';
import { subAppId, subOpenId } from '../../fields/weChatPay';

export const createMiniProgramPayment: Operation = {
	value: 'createMiniProgramPayment',
	name: 'Create Mini Program Payment',
	action: 'Create a WeChat Pay mini program payment',
	description: 'Create a payment inside a WeChat mini program; the answer holds the parameters for wx.requestPayment',
	method: 'v3.CreatePaymentsWechatMiniPay',
	account: 'cashier',
	effect: 'create',
	page: 'en/payments/wechatpay/mini.html',
	constants: { pay_method: 'online', sub_pay_method: 'WeChat Pay' },
	fields: paymentWith(subAppId, subOpenId),
	options: [timeout, demo],
	answer: { states: 'payment' },
};
