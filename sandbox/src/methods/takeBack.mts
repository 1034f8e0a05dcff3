import { netherlandsTime, nextDay } from '../clock.mts';
import { Refusal } from '../codes.mts';
import { currentAmount, type Order } from '../domain/order.mts';
import { FINAL_STATES, UNPAID_STATES } from '../domain/states.mts';
import { fromMinor } from '../money.mts';
import { epochText } from '../notifications/paymentData.mts';
import type { Call, Success } from './method.mts';

/** The moment a window counts from: when the money moved, else when the order was made. */
function dayOf(order: Order): string {
	return netherlandsTime(order.paid_at ?? order.authorized_at ?? order.created_at).date;
}

/** Whether an order can still be cancelled: until 00:30 of the next day (reference section 7). */
export function withinCancelWindow(order: Order, now: number): boolean {
	const { date, time } = netherlandsTime(now);
	const day = dayOf(order);
	return date <= day || (date === nextDay(day) && time < '00:30:00');
}

/** Whether it is still the day of the payment (reference section 6, v3.POSReversal). */
export function isSameDay(order: Order, now: number): boolean {
	return netherlandsTime(now).date === dayOf(order);
}

/** @throws Refusal -4024 when an order is over already */
export function requireTakeable(order: Order): void {
	if (FINAL_STATES.includes(order.state)) throw new Refusal('-4024', `the order is ${order.state}`);
}

/** @throws Refusal -4024 unless the order waits for its payer */
export function requireUnpaid(order: Order): void {
	if (!UNPAID_STATES.includes(order.state)) throw new Refusal('-4024', `the order is ${order.state}, not unpaid`);
}

/** Cancels, and answers as the page of v3.POSCancel does. */
export function cancelAndAnswer({ world }: Call, order: Order, cause: string): Success {
	const amount = fromMinor(currentAmount(order), order.currency);
	const cancelled = world.orders.cancel(order, cause);
	const { user, currency, trade_id, description, order_id, demo, transaction_id, state } = cancelled;
	return {
		subject: trade_id,
		data: {
			type: 'payment',
			user,
			amount,
			currency,
			trade_id,
			description,
			order_id,
			createDate: epochText(order.created_at),
			demo: demo ?? '',
			transaction_id,
			state,
		},
	};
}
