import { FieldError } from '../catalogue/fieldError';
import type { Field, Values } from '../catalogue/types';
import { matching } from './checks';

const onlyInPlugins = "Used by the gateway's own shop plugins, not described on a public page";

/** Payment methods of v3.CreatePayments; reference section 3. The gateway writes them as shown. */
export const onlinePaymentMethod: Field = {
	displayName: 'Payment Method',
	name: 'sub_pay_method',
	type: 'options',
	default: 'YabandPay',
	description: 'How the payer pays. The method must be active in your YabandPay account.',
	required: true,
	options: [
		{ name: 'Alipay', value: 'Alipay' },
		{ name: 'Bancontact', value: 'Bancontact', description: 'EUR only' },
		{ name: 'EPS', value: 'EPS', description: 'EUR only' },
		{ name: 'iDEAL', value: 'iDEAL', description: 'EUR only' },
		{ name: 'iDEAL Fast Checkout', value: 'iDEAL Fast Checkout', description: 'EUR only' },
		{ name: 'Klarna (Plugins Only)', value: 'SOFORT/DIGITAL', description: onlyInPlugins },
		{ name: 'MasterCard (Plugins Only)', value: 'MasterCard', description: onlyInPlugins },
		{ name: 'Payconiq', value: 'Payconiq', description: 'EUR only' },
		{ name: 'PayPal', value: 'PayPal', description: 'EUR only' },
		{ name: 'PayPal Recurring (Plugins Only)', value: 'PayPal/recurring', description: onlyInPlugins },
		{ name: 'Sofort Digital (Plugins Only)', value: 'Sofort/Digital', description: onlyInPlugins },
		{ name: 'Sofort Physical (Plugins Only)', value: 'Sofort/Physical', description: onlyInPlugins },
		{ name: 'UnionPay (Plugins Only)', value: 'UnionPay', description: onlyInPlugins },
		{ name: 'UnionPay Card (Plugins Only)', value: 'UnionPay Card', description: onlyInPlugins },
		{ name: 'UnionPay QuickPass (Plugins Only)', value: 'UnionPay QuickPass', description: onlyInPlugins },
		{ name: 'UnionPay WAP', value: 'UnionPayWap', description: 'EUR 1.00 and more' },
		{ name: 'Visa (Plugins Only)', value: 'Visa', description: onlyInPlugins },
		{ name: 'WeChat Pay', value: 'WeChat Pay' },
		{ name: 'YabandPay (Payer Chooses)', value: 'YabandPay', description: "YabandPay's own page, where the payer picks a method" },
	],
};

const EURO_ONLY = new Set(['ideal', 'ideal fast checkout', 'bancontact', 'payconiq', 'eps', 'paypal']);

/** Several methods exist in euro only; asking before sending saves a refused call. */
export function euroOnlyMethods({ sub_pay_method: method = '', currency = '' }: Values): void {
	if (currency !== 'EUR' && EURO_ONLY.has(method.toLowerCase())) {
		throw new FieldError(
			`${method} takes EUR only, not ${currency}`,
			'Set Currency to EUR, or choose another payment method. Nothing was sent to YabandPay.',
		);
	}
}

export const bic: Field = {
	displayName: 'Bank (BIC)',
	name: 'bic',
	placeholder: 'e.g. ABNANL2A',
	description: "The payer's bank. Leave empty to let the payer choose.",
	showFor: { sub_pay_method: ['iDEAL', 'iDEAL Fast Checkout'] },
	check: matching(/^[A-Z0-9]{8}([A-Z0-9]{3})?$/, 'Bank (BIC)', 'be 8 or 11 capital letters and digits, e.g. ABNANL2A'),
};

export const iDealEmail: Field = {
	displayName: 'Payer Email',
	name: 'iDeal_email',
	placeholder: 'e.g. name@email.com',
	description: 'Email address of the payer, for Bancontact, Payconiq and PayPal',
	check: matching(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'Payer Email', 'be an email address, e.g. name@email.com'),
};
