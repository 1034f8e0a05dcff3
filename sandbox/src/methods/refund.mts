import { Refusal } from '../codes.mts';
import type { Order } from '../domain/order.mts';
import { fromMinor, toMinor } from '../money.mts';
import { refundFields } from '../notifications/refundData.mts';
import type { Call, Method, Success } from './method.mts';

/** "Fewer than 30" refunds per order, within a year of the payment (reference section 8). */
const MOST_REFUNDS = 29;

function isOlderThanAYear(order: Order, now: number): boolean {
	const limit = new Date(order.paid_at ?? order.created_at);
	limit.setUTCFullYear(limit.getUTCFullYear() + 1);
	return now > limit.getTime();
}

/** @throws Refusal when the order cannot be refunded, or not by this amount */
function checkLimits(order: Order, amount: number, now: number): void {
	if (order.state !== 'paid') throw new Refusal('-4024', `the order is ${order.state}, not paid`);
	if (isOlderThanAYear(order, now)) throw new Refusal('-1000', 'the payment is more than a year old');
	if (order.refunds >= MOST_REFUNDS)
		throw new Refusal('-1000', `the order has ${order.refunds} refunds, and cannot have more`);
	const left = order.paid - order.refunded;
	if (amount > left)
		throw new Refusal('-1000', `refund_amount is more than the ${fromMinor(left, order.currency)} left to refund`);
}

function createRefund({ world, account, fields }: Call): Success {
	const order = world.orders.get(fields.trade_id);
	if (fields.refund_currency !== order.currency) {
		throw new Refusal('-1000', `refund_currency must be ${order.currency}, the currency of the order`);
	}
	const amount = toMinor(fields.refund_amount, order.currency, 'refund_amount');
	checkLimits(order, amount, world.clock.now());
	const refund = world.refunds.create(order, {
		m_refund_id: fields.m_refund_id || null,
		user: account.user,
		amount,
		description: fields.refund_description,
		notify_url: fields.notify_url || null,
	});
	const { refund_id, m_refund_id, state, currency, description } = refund;
	return {
		subject: refund_id,
		data: {
			trade_id: order.trade_id,
			refund_id,
			...(m_refund_id === null ? {} : { m_refund_id }),
			refund_amount: fromMinor(amount, currency),
			refund_currency: currency,
			refund_description: description,
			state,
		},
	};
}

function queryRefund({ world, fields }: Call): Success {
	const refund = world.refunds.find(fields.refund_id);
	if (!refund) throw new Refusal('-1000', `no refund has the refund_id ${fields.refund_id}`);
	const order = world.orders.get(refund.trade_id);
	const { refund_id: subject, m_refund_id } = refund;
	const rest = { notify_url: refund.notify_url ?? '', demo: order.demo ?? '', merchant_cost: '0.00' };
	return { subject, data: { ...refundFields(refund, order), m_refund_id, ...rest } };
}

/** Refunds (reference section 8). */
export const REFUND_METHODS: Method[] = [
	{
		name: 'v3.CreateRefund',
		section: '8',
		accounts: ['cashier'],
		required: ['trade_id', 'refund_amount', 'refund_currency', 'refund_description'],
		optional: ['m_refund_id', 'notify_url'],
		run: createRefund,
	},
	{
		name: 'v3.QueryRefundOrder',
		section: '8',
		accounts: ['cashier'],
		required: ['refund_id'],
		optional: [],
		run: queryRefund,
	},
];
