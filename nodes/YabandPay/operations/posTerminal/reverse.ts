import type { Operation } from '../../catalogue/types';
import { requestId, tradeId } from '../../fields/common';
import { tid } from '../../fields/terminal';

export const reverse: Operation = {
	value: 'reverse',
	name: 'Reverse',
	action: 'Reverse a paid sale on its terminal',
	description: 'Undo a paid sale of the same day, in full, shown on the terminal. For a part, or on a later day, use Refund: Create.',
	method: 'v3.POSReversal',
	account: 'terminal',
	effect: 'money',
	page: 'cn/payments/pos/reversal.html',
	fields: [tradeId, tid],
	options: [requestId],
	answer: { states: 'payment' },
};
