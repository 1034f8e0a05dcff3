import type { Field, Operation } from '../../catalogue/types';
import { matching } from '../../fields/checks';
import { demo, euroPaymentWith, redirectUrl, requiredTimeout } from '../../fields/common';

const cardNumber: Field = {
	displayName: 'Card Number',
	name: 'cardnumber',
	typeOptions: { password: true },
	placeholder: 'e.g. 6064364245787814896',
	description: 'Number of the gift card. Set it by expression rather than typing it here, so that it is not saved in the workflow.',
	required: true,
	check: matching(/^\d{6,32}$/, 'Card Number', 'be 6 to 32 digits without spaces'),
};

const pinCode: Field = {
	displayName: 'PIN',
	name: 'pincode',
	typeOptions: { password: true },
	placeholder: 'e.g. 123456',
	description: 'PIN of the gift card. Set it by expression rather than typing it here, so that it is not saved in the workflow.',
	required: true,
	check: matching(/^[A-Za-z0-9]{1,32}$/, 'PIN', 'be letters and digits without spaces'),
};

export const charge: Operation = {
	value: 'charge',
	name: 'Charge',
	action: 'Charge a gift card',
	description: 'Charge a gift card directly with its number and PIN',
	method: 'v3.CreatePaymentsVoucher',
	account: 'cashier',
	effect: 'money',
	page: 'cn/payments/voucher.html',
	constants: { pay_method: 'online', sub_pay_method: 'Voucher' },
	fields: euroPaymentWith(cardNumber, pinCode),
	options: [redirectUrl, requiredTimeout, demo],
	answer: { states: 'payment' },
};
