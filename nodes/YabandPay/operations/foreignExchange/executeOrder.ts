import type { Operation } from '../../catalogue/types';
import { orderId, requestId } from '../../fields/common';
import { quoteId, reference } from '../../fields/foreignExchange';

export const executeOrder: Operation = {
	value: 'executeOrder',
	name: 'Execute Order',
	action: 'Execute a currency exchange',
	description: 'Exchange currencies at the rate of a quote',
	method: 'v3.ExecuteFXOrder',
	account: 'merchant',
	effect: 'money',
	page: 'cn/fxtrading/executefxorder.html',
	fields: [quoteId, orderId],
	options: [reference, requestId],
	answer: { states: 'fx' },
};
