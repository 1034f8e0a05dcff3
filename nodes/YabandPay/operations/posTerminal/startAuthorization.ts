import type { Operation } from '../../catalogue/types';
import { startFields, startOptions } from '../../fields/terminal';

export const startAuthorization: Operation = {
	value: 'startAuthorization',
	name: 'Start Authorization',
	action: 'Start an authorization on a terminal',
	description: 'Ask a terminal to reserve an amount, to be captured later. The terminal must be online.',
	method: 'v3.POS',
	account: 'terminal',
	effect: 'money',
	page: 'cn/payments/pos/startpayment.html',
	constants: { pay_method: 'offline', sub_pay_method: 'point_of_sales', operation: '2' },
	fields: startFields,
	options: startOptions,
	answer: { states: 'payment' },
};
