import type { Field, Operation } from '../../catalogue/types';
import { demo, paymentWith, redirectUrl, timeout } from '../../fields/common';
import { subAppId, subOpenId } from '../../fields/weChatPay';

/** Not in the table of fields, but in the page's own sample. */
const optionalOpenId: Field = { ...subOpenId, required: false };

export const createAppPayment: Operation = {
	value: 'createAppPayment',
	name: 'Create App Payment',
	action: 'Create a WeChat Pay app payment',
	description: 'Create a payment inside your own app that opens WeChat',
	method: 'v3.CreatePaymentsWechatAPPPay',
	account: 'cashier',
	effect: 'create',
	page: 'en/payments/wechatpay/app.html',
	constants: { pay_method: 'online', sub_pay_method: 'WeChat Pay' },
	fields: paymentWith(subAppId),
	options: [optionalOpenId, redirectUrl, timeout, demo],
	answer: { states: 'payment' },
};
