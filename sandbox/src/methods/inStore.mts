import { Refusal } from '../codes.mts';
import type { Call, Method, Success } from './method.mts';
import { createOrder, PAYMENT_REQUIRED, paymentAnswer, payOnPage } from './payment.mts';

/** WeChat's payment codes begin with 10 to 15, Alipay's with 25 to 30. */
function detectWallet(auth_code: string): string {
	if (/^1[0-5]/.test(auth_code)) return 'WeChat Pay';
	return /^(2[5-9]|30)/.test(auth_code) ? 'Alipay' : '';
}

/** The cashier has scanned the payer's code, so the payment goes through by itself. */
function chargeScannedCode(call: Call): Success {
	const { auth_code, sub_pay_method } = call.fields;
	const wallet = sub_pay_method || detectWallet(auth_code);
	if (wallet === '') throw new Refusal('-4011', 'auth_code belongs to no known wallet');
	const order = createOrder({ ...call, fields: { ...call.fields, sub_pay_method: wallet } }, { settles: true });
	return paymentAnswer(order);
}

/** Payments at the till without a terminal (reference section 6). */
export const IN_STORE_METHODS: Method[] = [
	{
		name: 'v3.BarcodePayment',
		section: '6',
		accounts: ['cashier'],
		required: ['pay_method', 'order_id', 'amount', 'currency', 'auth_code', 'description'],
		optional: ['sub_pay_method', 'tip_amount', 'demo', 'notify_url'],
		payMethod: 'offline',
		subPayMethods: ['WeChat Pay', 'Alipay'],
		run: chargeScannedCode,
	},
	{
		name: 'v3.QRcodePayment',
		section: '6',
		accounts: ['cashier'],
		required: [...PAYMENT_REQUIRED, 'timeout'],
		optional: ['tip_amount', 'demo', 'redirect_url'],
		payMethod: 'offline',
		subPayMethods: ['QRcode'],
		run: (call) => payOnPage(call, { qr: true }),
	},
];
