import type { Operation } from '../../catalogue/types';
import { demo, euroPayment, redirectUrl, requiredTimeout } from '../../fields/common';

export const createHostedPagePayment: Operation = {
	value: 'createHostedPagePayment',
	name: 'Create Hosted Page Payment',
	action: 'Create a gift card payment on a hosted page',
	description: "Create a gift card payment and get the link of YabandPay's page, where the payer enters card number and PIN",
	method: 'v3.CreatePaymentsVoucher',
	account: 'cashier',
	effect: 'create',
	page: 'cn/payments/voucher.html',
	constants: { pay_method: 'online', sub_pay_method: 'Voucher' },
	fields: euroPayment,
	options: [redirectUrl, requiredTimeout, demo],
	answer: { states: 'payment' },
};
