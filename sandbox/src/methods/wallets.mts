import { randomUUID } from 'node:crypto';

import type { Method } from './method.mts';
import { createOrder, PAYMENT_OPTIONAL, PAYMENT_REQUIRED, paymentAnswer } from './payment.mts';

/** WeChat Pay and Alipay+ in apps and mini programs (reference section 4). */
export const WALLET_METHODS: Method[] = [
	{
		name: 'v3.CreatePaymentsAlipayMiniPay', section: '4', accounts: ['cashier'],
		required: [...PAYMENT_REQUIRED, 'timeout'], optional: PAYMENT_OPTIONAL,
		payMethod: 'online', subPayMethods: ['Alipay'],
		run: (call) =>
			paymentAnswer(createOrder(call), { parameters: { transaction_id: randomUUID().replaceAll('-', '') } }),
	},
];
