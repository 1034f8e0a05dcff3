import { Refusal } from '../codes.mts';
import type { Order } from '../domain/order.mts';
import { requireOneOf } from './checks.mts';
import type { Call, Method, Success } from './method.mts';
import { createOrder, paymentAnswer } from './payment.mts';
import { cancelAndAnswer, isSameDay, requireTakeable, requireUnpaid } from './takeBack.mts';

/** @throws Refusal -1000 when the signing terminal and data.tid differ, or the terminal is offline */
function checkTerminal({ account, fields, world }: Call): void {
	if (fields.tid !== account.user)
		throw new Refusal('-1000', `tid ${fields.tid} is not the terminal that signed, ${account.user}`);
	world.terminals.mustBeOnline(fields.tid);
}

function startOnTerminal(call: Call): Success {
	const { fields, world } = call;
	requireOneOf(fields, 'operation', ['1', '2']);
	if (!/^\d{1,19}$/.test(fields.order_id)) throw new Refusal('-1000', 'order_id must be all digits and fewer than 20');
	if ([...fields.description].length > 64) throw new Refusal('-1000', 'description is longer than 64 characters');
	checkTerminal(call);
	const intent = fields.operation === '2' ? 'authorization' : 'sale';
	const order = createOrder(call, { intent, tid: fields.tid });
	world.bus.tell('terminal', fields.tid);
	return paymentAnswer(order);
}

/** An order of this terminal. @throws Refusal -4024 for any other */
function ownOrder(call: Call): Order {
	checkTerminal(call);
	const order = call.world.orders.get(call.fields.trade_id);
	if (order.tid !== call.fields.tid) throw new Refusal('-4024', `the order is not one of terminal ${call.fields.tid}`);
	return order;
}

function reverse(call: Call): Success {
	const order = ownOrder(call);
	requireTakeable(order);
	if (order.state !== 'paid' && order.state !== 'authorized')
		throw new Refusal('-4024', `the order is ${order.state}, not paid`);
	if (!isSameDay(order, call.world.clock.now()))
		throw new Refusal('-1000', 'a reversal is possible on the day of the payment only');
	return cancelAndAnswer(call, order, 'reversed');
}

function cancelWaiting(call: Call): Success {
	const order = ownOrder(call);
	requireUnpaid(order);
	return cancelAndAnswer(call, order, 'cancelled on the terminal');
}

const TAKE_BACK = {
	section: '6',
	accounts: ['terminal'],
	required: ['tid', 'trade_id', 'request_id'],
	optional: [],
} as const;

/** POS terminals (reference section 6). */
export const TERMINAL_METHODS: Method[] = [
	{
		name: 'v3.POS',
		section: '6',
		accounts: ['terminal'],
		required: [
			'pay_method',
			'sub_pay_method',
			'operation',
			'tid',
			'order_id',
			'amount',
			'currency',
			'description',
			'notify_url',
			'request_id',
		],
		optional: ['tip_amount', 'demo'],
		payMethod: 'offline',
		subPayMethods: ['point_of_sales'],
		uniqueRequestId: true,
		run: startOnTerminal,
	},
	{ name: 'v3.POSReversal', ...TAKE_BACK, uniqueRequestId: true, run: reverse },
	{ name: 'v3.POSCancel', ...TAKE_BACK, uniqueRequestId: true, run: cancelWaiting },
];
