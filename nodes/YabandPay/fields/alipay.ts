import type { Field } from '../catalogue/types';

/** Fields that only Alipay methods have; reference section 4. */

export const osType: Field = {
	displayName: 'Operating System',
	name: 'os_type',
	type: 'options',
	default: 'android',
	description: 'Operating system of the phone your app runs on',
	required: true,
	options: [
		{ name: 'Android', value: 'android' },
		{ name: 'iOS', value: 'ios' },
	],
};

export const wallet: Field = {
	displayName: 'Wallet',
	name: 'sub_pay_method_type',
	placeholder: 'e.g. ALIPAY_CN',
	description: 'Alipay+ wallet the payer uses. Leave empty to let the payer choose; ask YabandPay for the list of wallets.',
};
