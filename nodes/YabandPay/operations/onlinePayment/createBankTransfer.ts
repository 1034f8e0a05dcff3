import type { Field, Operation } from '../../catalogue/types';
import { matching } from '../../fields/checks';
import { demo, payment, redirectUrl, requestId, requiredTimeout } from '../../fields/common';

const payerEmail: Field = {
	displayName: 'Payer Email',
	name: 'email',
	placeholder: 'e.g. name@email.com',
	description: 'Email address of the payer, who gets the transfer details',
	check: matching(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'Payer Email', 'be an email address, e.g. name@email.com'),
};

export const createBankTransfer: Operation = {
	value: 'createBankTransfer',
	name: 'Create Bank Transfer',
	action: 'Create a bank transfer payment',
	description: 'Create a payment that the payer makes by SEPA bank transfer, EUR 1.00 and more',
	method: 'v3.BankTransfer',
	account: 'cashier',
	effect: 'create',
	page: 'en/payments/banktransfer.html',
	constants: { pay_method: 'online', sub_pay_method: 'Bank Transfer' },
	fields: payment,
	options: [payerEmail, redirectUrl, requiredTimeout, demo, requestId],
	answer: { states: 'payment' },
};
