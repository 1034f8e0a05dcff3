import type { Operation } from '../../catalogue/types';
import { demo, euroPayment, redirectUrl, timeout } from '../../fields/common';

export const createIdealQrCode: Operation = {
	value: 'createIdealQrCode',
	name: 'Create iDEAL QR Code',
	action: 'Create an iDEAL QR code',
	description: 'Create an iDEAL payment whose link is shown as a QR code',
	method: 'v3.CreatePaymentsiDEALQRcode',
	account: 'cashier',
	effect: 'create',
	page: 'en/payments/ideal/qrcode.html',
	constants: { pay_method: 'online', sub_pay_method: 'iDEAL' },
	fields: euroPayment,
	options: [redirectUrl, timeout, demo],
	answer: { states: 'payment' },
};
