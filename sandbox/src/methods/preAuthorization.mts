import { Refusal } from '../codes.mts';
import { orderHead, type Order } from '../domain/order.mts';
import { AUTHORIZATION_LIFETIME } from '../domain/orders.mts';
import { fromMinor, toMinor } from '../money.mts';
import type { Call, Method, Success } from './method.mts';

const REQUIRED = ['trade_id', 'amount', 'currency', 'description', 'notify_url', 'request_id'] as const;

/** The authorized order a call is about. @throws Refusal -4024 for any other order, -1000 for another currency */
function authorizedOrder({ world, fields }: Call): Order {
	const order = world.orders.get(fields.trade_id);
	if (order.state !== 'authorized') throw new Refusal('-4024', `the order is ${order.state}, not authorized`);
	if (order.currency !== fields.currency) throw new Refusal('-1000', `the order is in ${order.currency}`);
	if ((order.authorized_at ?? 0) + AUTHORIZATION_LIFETIME <= world.clock.now()) {
		throw new Refusal('-1000', 'the authorisation is older than 30 days');
	}
	return order;
}

/** The asked amount in minor units. @throws Refusal -1000 when more than what is held */
function amountWithin({ fields }: Call, order: Order): number {
	const amount = toMinor(fields.amount, order.currency);
	if (amount <= order.authorized) return amount;
	const held = fromMinor(order.authorized, order.currency);
	throw new Refusal('-1000', `amount ${fields.amount} is more than the authorized ${held}`);
}

/** Takes the money, or part of it; whatever is left is released. Once only: afterwards the order is no longer authorized. */
function capture(call: Call): Success {
	const { world, fields } = call;
	const order = authorizedOrder(call);
	const captured = amountWithin(call, order);
	const amounts = { captured, paid: captured, paid_at: world.clock.now() };
	const paid = world.orders.change(order, 'paid', amounts, 'captured', fields.notify_url);
	return { subject: order.trade_id, data: { ...orderHead(paid), state: paid.state } };
}

function decrease(call: Call): Success {
	const order = authorizedOrder(call);
	const authorized = order.authorized - amountWithin(call, order);
	if (authorized === 0)
		throw new Refusal('-1000', 'nothing would be left of the authorisation, cancel the order instead');
	const changed = call.world.orders.adjust(order, { authorized }, 'decreased', call.fields.notify_url);
	return { subject: order.trade_id, withResponseId: true, data: { ...orderHead(changed), state: changed.state } };
}

/** Work on authorisations (reference sections 5.2 and 5.3). */
export const PRE_AUTHORIZATION_METHODS: Method[] = [
	{
		name: 'v3.Capture',
		section: '5.2',
		accounts: ['cashier'],
		required: REQUIRED,
		optional: [],
		uniqueRequestId: true,
		run: capture,
	},
	{
		name: 'v3.PreauthDecrement',
		section: '5.3',
		accounts: ['cashier'],
		required: REQUIRED,
		optional: [],
		uniqueRequestId: true,
		run: decrease,
	},
];
