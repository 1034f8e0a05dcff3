import type { Field, Operation } from '../../catalogue/types';
import { matching } from '../../fields/checks';
import { amount, currency, demo, description, notification, orderId, tipAmount } from '../../fields/common';

const authCode: Field = {
	displayName: 'Scanned Code',
	name: 'auth_code',
	placeholder: 'e.g. 134443133735495918',
	description: "The number in the QR code or barcode on the payer's phone. It is valid for about a minute.",
	required: true,
	check: matching(/^\w{10,128}$/, 'Scanned Code', "be the number in the code on the payer's phone, without spaces"),
};

const paymentMethod: Field = {
	displayName: 'Payment Method',
	name: 'sub_pay_method',
	type: 'options',
	default: '',
	description: 'Which wallet the code belongs to. Leave it to YabandPay to find out, as it recommends.',
	options: [
		{ name: 'Detect', value: '' },
		{ name: 'Alipay', value: 'Alipay' },
		{ name: 'WeChat Pay', value: 'WeChat Pay' },
	],
};

export const chargeScannedCode: Operation = {
	value: 'chargeScannedCode',
	name: 'Charge Scanned Code',
	action: 'Charge a scanned payment code',
	description: "Charge the WeChat Pay or Alipay code that the cashier scanned from the payer's phone",
	method: 'v3.BarcodePayment',
	account: 'cashier',
	effect: 'money',
	page: 'en/payments/simplepay/quick.html',
	constants: { pay_method: 'offline' },
	fields: [authCode, amount, currency, description, orderId, ...notification],
	options: [paymentMethod, tipAmount, demo],
	answer: { states: 'payment' },
};
