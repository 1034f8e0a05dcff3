import { Refusal } from '../codes.mts';
import { orderHead, type Order } from '../domain/order.mts';
import { fromMinor, toMinor } from '../money.mts';
import type { Call, Method, Success } from './method.mts';

const REQUIRED = ['trade_id', 'amount', 'currency', 'description', 'notify_url', 'request_id'] as const;

/** The authorized order a call is about. @throws Refusal -4024 for any other order, -1000 for another currency */
function authorizedOrder({ world, fields }: Call): Order {
	const order = world.orders.get(fields.trade_id);
	if (order.state !== 'authorized') throw new Refusal('-4024', `the order is ${order.state}, not authorized`);
	if (order.currency !== fields.currency) throw new Refusal('-1000', `the order is in ${order.currency}`);
	return order;
}

function amountWithin({ fields }: Call, order: Order): number {
	const amount = toMinor(fields.amount, order.currency);
	if (amount <= order.authorized) return amount;
	const held = fromMinor(order.authorized, order.currency);
	throw new Refusal('-1000', `amount ${fields.amount} is more than the authorized ${held}`);
}

function decrease(call: Call): Success {
	const order = authorizedOrder(call);
	const authorized = order.authorized - amountWithin(call, order);
	if (authorized === 0) throw new Refusal('-1000', 'nothing would be left of the authorisation, cancel the order instead');
	const changed = call.world.orders.adjust(order, { authorized }, 'decreased', call.fields.notify_url);
	return { subject: order.trade_id, withResponseId: true, data: { ...orderHead(changed), state: changed.state } };
}

/** Work on authorizations (reference section 5.3). */
export const PRE_AUTHORIZATION_METHODS: Method[] = [
	{
		name: 'v3.PreauthDecrement', section: '5.3', accounts: ['cashier'],
		required: REQUIRED, optional: [], uniqueRequestId: true,
		run: decrease,
	},
];
