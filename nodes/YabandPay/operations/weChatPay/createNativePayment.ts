import type { Operation } from '../../catalogue/types';
import { demo, paymentWith, redirectUrl, requiredTimeout } from '../../fields/common';
import { urlType } from '../../fields/weChatPay';

export const createNativePayment: Operation = {
	value: 'createNativePayment',
	name: 'Create Native (QR) Payment',
	action: 'Create a WeChat Pay QR code payment',
	description: 'Create a payment that the payer makes by scanning a QR code with WeChat',
	method: 'v3.CreateWechatNativePay',
	account: 'cashier',
	effect: 'create',
	page: 'cn/payments/wechatpay/native.html',
	fields: paymentWith(urlType),
	options: [redirectUrl, requiredTimeout, demo],
	answer: { states: 'payment' },
};
