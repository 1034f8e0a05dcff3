import type { Method } from './method.mts';
import { PAYMENT_OPTIONAL, PAYMENT_REQUIRED, payOnPage } from './payment.mts';

/** Documented values first, then those that only the official plugins use (reference section 3). */
const UNIFIED_SUB_PAY_METHODS = [
	'WeChat Pay',
	'Alipay',
	'YabandPay',
	'iDEAL',
	'iDEAL Fast Checkout',
	'Bancontact',
	'Payconiq',
	'EPS',
	'ESP',
	'PayPal',
	'UnionPayWap',
	'UnionPay',
	'UnionPay Card',
	'UnionPay QuickPass',
	'SOFORT/DIGITAL',
	'Sofort/Physical',
	'Visa',
	'MasterCard',
	'PayPal/recurring',
];

/** The pages of these say that timeout is required, and no other edition disagrees (reference section 3). */
const NEEDS_TIMEOUT = new Set(['eps', 'esp', 'unionpaywap']);

/** Payments that send the payer to a page (reference section 3). */
export const REDIRECT_METHODS: Method[] = [
	{
		name: 'v3.CreatePayments',
		section: '3',
		accounts: ['cashier'],
		required: PAYMENT_REQUIRED,
		optional: [...PAYMENT_OPTIONAL, 'bic', 'iDeal_email'],
		requiredWith: ({ sub_pay_method }) => (NEEDS_TIMEOUT.has(sub_pay_method.toLowerCase()) ? ['timeout'] : []),
		payMethod: 'online',
		subPayMethods: UNIFIED_SUB_PAY_METHODS,
		run: (call) => payOnPage(call, { qr: /^(wechat pay|alipay|payconiq)$/i.test(call.fields.sub_pay_method) }),
	},
	{
		name: 'v3.CreatePaymentsiDEALQRcode',
		section: '3',
		accounts: ['cashier'],
		required: PAYMENT_REQUIRED.filter((field) => field !== 'sub_pay_method'),
		optional: [...PAYMENT_OPTIONAL, 'sub_pay_method'],
		payMethod: 'online',
		subPayMethods: ['iDEAL'],
		run: (call) => payOnPage(call, { qr: true }),
	},
	{
		name: 'v3.BankTransfer',
		section: '3',
		accounts: ['cashier'],
		required: [...PAYMENT_REQUIRED, 'timeout', 'request_id'],
		optional: ['demo', 'redirect_url', 'email'],
		payMethod: 'online',
		subPayMethods: ['Bank Transfer'],
		uniqueRequestId: true,
		run: (call) => payOnPage(call),
	},
];
