import type { Operation } from '../../catalogue/types';
import { demo, payment, redirectUrl, requiredTimeout, tipAmount } from '../../fields/common';

export const createQrCode: Operation = {
	value: 'createQrCode',
	name: 'Create QR Code',
	action: 'Create a QR code for the payer to scan',
	description: 'Create a payment that the payer makes by scanning a QR code at the till',
	method: 'v3.QRcodePayment',
	account: 'cashier',
	effect: 'create',
	page: 'cn/payments/simplepay/qrcode.html',
	constants: { pay_method: 'offline', sub_pay_method: 'QRcode' },
	fields: payment,
	options: [tipAmount, redirectUrl, requiredTimeout, demo],
	answer: { states: 'payment' },
};
