import type { Operation } from '../../catalogue/types';
import { startFields, startOptions } from '../../fields/terminal';

export const startSale: Operation = {
	value: 'startSale',
	name: 'Start Sale',
	action: 'Start a sale on a terminal',
	description: 'Ask a terminal to take a payment. The terminal must be online.',
	method: 'v3.POS',
	account: 'terminal',
	effect: 'money',
	page: 'cn/payments/pos/startpayment.html',
	constants: { pay_method: 'offline', sub_pay_method: 'point_of_sales', operation: '1' },
	fields: startFields,
	options: startOptions,
	answer: { states: 'payment' },
};
