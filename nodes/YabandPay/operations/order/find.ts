import type { Operation } from '../../catalogue/types';
import { orderIdToFind, paidFrom, paidUntil } from '../../fields/findOrder';
import { startBeforeEnd } from '../../fields/period';
import { performFindOrder } from '../../requests/findOrder';

export const find: Operation = {
	value: 'find',
	name: 'Find by Order ID',
	action: 'Find an order by order ID',
	description:
		'Find out whether an order was paid when only your own number is known, e.g. after a call whose outcome is unknown. Searches the paid orders of a period.',
	method: 'v3.BatchQuery',
	account: 'cashier',
	effect: 'read',
	page: 'en/payments/others/batch_query.html',
	fields: [orderIdToFind, paidFrom, paidUntil],
	rules: [startBeforeEnd],
	answer: { states: 'payment', csv: true },
	perform: performFindOrder,
};
