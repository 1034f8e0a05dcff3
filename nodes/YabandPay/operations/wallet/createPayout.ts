import type { Field, Operation } from '../../catalogue/types';
import { amount, currency, description, nonceString, notificationOf } from '../../fields/common';

const reference: Field = {
	...description,
	displayName: 'Reference',
	name: 'reference',
	placeholder: 'e.g. Week 47',
	description: 'Text by which you recognize the payout on your bank statement',
};

export const createPayout: Operation = {
	value: 'createPayout',
	name: 'Create Payout',
	action: 'Create a payout',
	description: 'Ask for a payout from the wallet to your bank account. YabandPay or your company approves it.',
	method: 'v3.MerchantBalance',
	account: 'superAdmin',
	effect: 'money',
	page: 'en/finance/withdrawal.html',
	constants: { command: 'payout' },
	fields: [amount, currency, reference, ...notificationOf('payout', 'Wait for Payout')],
	options: [nonceString],
	answer: { states: 'payout' },
};
