import type { Field } from '../catalogue/types';
import { matching } from './checks';

/** Fields of v3.CreateCardPayments; reference section 5.1. Raw card numbers are left out on purpose. */

export const cardOperation: Field = {
	displayName: 'Charge Type',
	name: 'card_operation',
	sentAs: 'operation',
	type: 'options',
	default: '1',
	description: 'Whether the card is charged now or the amount is only reserved',
	required: true,
	options: [
		{ name: 'Sale', value: '1', description: 'Charge the card now' },
		{ name: 'Authorization', value: '2', description: 'Reserve the amount for up to 30 days; Pre-Authorization: Capture collects it' },
	],
};

export const tokenOperation: Field = {
	...cardOperation,
	default: '11',
	options: [
		{ name: 'Sale', value: '11', description: 'Charge the card now' },
		{ name: 'Authorization', value: '12', description: 'Reserve the amount for up to 30 days; Pre-Authorization: Capture collects it' },
	],
};

export const threeDSecure: Field = {
	displayName: '3-D Secure',
	name: '3ds_initiate',
	type: 'options',
	default: '01',
	description: 'Whether the payer confirms the payment with the bank',
	required: true,
	options: [
		{ name: 'On', value: '01' },
		{ name: 'Off', value: '02', description: 'Needs the approval of YabandPay' },
	],
};

/** Direct charges know a third value, the exemption from strong customer authentication. */
export const threeDSecureOrExemption: Field = {
	...threeDSecure,
	options: [...(threeDSecure.options ?? []), { name: 'Low Value Exemption', value: '03', description: 'Needs the approval of YabandPay' }],
};

/** Sent with `3ds_initiate` 03 only. */
export const scaExemption: Field = {
	displayName: 'Exemption',
	name: 'sca_exemption',
	type: 'options',
	default: 'LowValue',
	description: 'Why the payer need not confirm the payment',
	showFor: { '3ds_initiate': ['03'] },
	required: true,
	options: [{ name: 'Low Value', value: 'LowValue' }],
};

export const formType: Field = {
	displayName: 'Form Type',
	name: 'form_type',
	type: 'options',
	default: '01',
	description: 'How the card form is shown',
	options: [
		{ name: 'Full Page', value: '01' },
		{ name: 'Iframe', value: '02' },
	],
};

const isToken = matching(/^\S{8,8192}$/, 'Payment Token', 'be the token as it was given, without spaces');

/** A token is as good as the card it stands for: shown as dots, never written to an item, a log or an error. */
export const paymentToken: Field = {
	displayName: 'Payment Token',
	name: 'payment_token_object',
	typeOptions: { password: true },
	description: 'The reusable token that came as payment_token_object in the notification of an earlier 3-D Secure payment',
	required: true,
	check: isToken,
};

export const walletToken = (wallet: string, path: string): Field => ({
	...paymentToken,
	placeholder: 'e.g. eyJzaWduYXR1cmUiOiJNRVVD',
	description: `The token of ${wallet} as base64: what your page finds in ${path}`,
	check: matching(/^[A-Za-z0-9+/_-]{8,16384}={0,2}$/, 'Payment Token', 'be base64 text, without spaces'),
});
