import type { Operation } from '../../catalogue/types';
import { requestId, tradeId } from '../../fields/common';
import { tid } from '../../fields/terminal';

export const cancel: Operation = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel a sale that waits on a terminal',
	description: 'Close an order that waits on the terminal and is not paid yet',
	method: 'v3.POSCancel',
	account: 'terminal',
	effect: 'money',
	page: 'cn/payments/pos/cancel.html',
	fields: [tradeId, tid],
	options: [requestId],
	answer: { states: 'payment' },
};
