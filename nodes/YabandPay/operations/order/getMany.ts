import type { Operation } from '../../catalogue/types';
import { outputFileField } from '../../fields/orderList';
import { endTime, startBeforeEnd, startTime } from '../../fields/period';
import { performOrderList } from '../../requests/orderList';

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many orders',
	description: 'Get the paid orders of a period, one item each',
	method: 'v3.BatchQuery',
	account: 'cashier',
	effect: 'read',
	page: 'en/payments/others/batch_query.html',
	fields: [startTime, endTime],
	options: [outputFileField],
	rules: [startBeforeEnd],
	answer: { states: 'payment', csv: true },
	perform: performOrderList,
};
