import { netherlandsTime, nextDay } from '../clock.mts';
import { Refusal } from '../codes.mts';
import { currentAmount, type Order } from '../domain/order.mts';
import { fromMinor } from '../money.mts';
import { epochText, settlementFields, SETTLEMENT_CURRENCY } from '../notifications/paymentData.mts';
import { convertMinor } from '../rates.mts';
import { requireFields } from './checks.mts';
import { periodOf } from './lists.mts';
import type { Call, Success } from './method.mts';

const DAY = 86_400_000;
const YEAR = 366 * DAY;

/** The merchant of the documentation's sample. */
const MERCHANT = { time_zone: 'GMT+1', MID: 102300, merchant_name: 'Sandbox Merchant', store_name: 'Sandbox Store' };

/** Number of the clearing that a day's payments belong to; its form is the sandbox's own. */
function clearingOf(date: string): string {
	return `${date.replaceAll('-', '')}001`;
}

function paidOn(call: Call, date: string): Order[] {
	const noon = Date.parse(`${date}T12:00:00Z`);
	return paidBetween(call, noon - DAY, noon + DAY).filter((order) => netherlandsTime(order.paid_at ?? 0).date === date);
}

function paidBetween({ world }: Call, from: number, to: number): Order[] {
	return world.database.all<Order>(
		"SELECT * FROM orders WHERE paid_at BETWEEN ? AND ? AND state = 'paid' ORDER BY paid_at, rowid",
		from,
		to,
	);
}

/** The asked day as yyyy-MM-dd. @throws Refusal -1000 unless it is a past day of the last three months, with its bill ready */
function billDay({ world, fields }: Call): string {
	const [, day, month, year] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(fields.bill_date) ?? [];
	const date = `${year}-${month}-${day}`;
	if (year === undefined || Number.isNaN(Date.parse(date)) || new Date(date).toISOString().slice(0, 10) !== date) {
		throw new Refusal('-1000', `bill_date "${fields.bill_date}" is not a day written like 19-02-2024`);
	}
	const now = netherlandsTime(world.clock.now());
	const oldest = new Date(now.date);
	oldest.setUTCMonth(oldest.getUTCMonth() - 3);
	if (Date.parse(date) < oldest.getTime()) throw new Refusal('-1000', 'bill_date is more than three months ago');
	const ready = date < now.date && (nextDay(date) < now.date || now.time >= '07:00:00');
	if (!ready) throw new Refusal('-1000', 'the bill of a day is ready at 07:00 Netherlands time of the next day');
	return date;
}

/** One row per payment method for a day (reference section 9, getTradebill). */
export function dailyStatement(call: Call): Success {
	const date = billDay(call);
	const byMethod = new Map<string, Order[]>();
	for (const order of paidOn(call, date))
		byMethod.set(order.sub_pay_method, [...(byMethod.get(order.sub_pay_method) ?? []), order]);
	const tradebill = [...byMethod].map(([sub_pay_method, orders]) => {
		const settled = (pick: (order: Order) => number): string =>
			fromMinor(
				orders.reduce((sum, order) => sum + convertMinor(pick(order), order.currency, SETTLEMENT_CURRENCY), 0),
				SETTLEMENT_CURRENCY,
			);
		return {
			...MERCHANT,
			sub_pay_method,
			settlement_currency: SETTLEMENT_CURRENCY,
			number_of_payment: orders.length,
			payment_amount: settled((order) => order.paid),
			refund_amount: settled((order) => order.refunded),
			clearing_id: clearingOf(date),
			bill_date: call.fields.bill_date,
		};
	});
	return { numericCode: true, data: { tradebill } };
}

function transactionRow(order: Order): Record<string, string> {
	const { trade_id, order_id, transaction_id, sub_pay_method, currency, state } = order;
	const date = netherlandsTime(order.paid_at ?? 0).date;
	return {
		trade_id,
		order_id,
		transaction_id,
		sub_pay_method,
		amount: fromMinor(currentAmount(order), currency),
		currency,
		...settlementFields(currentAmount(order), currency),
		refunded_amount: fromMinor(order.refunded, currency),
		state,
		paid_time: epochText(order.paid_at ?? 0),
		clearing_id: clearingOf(date),
	};
}

/** The payments of a clearing or of a period of up to one year (reference section 9, getTradebillInfo). */
export function transactions(call: Call): Success {
	const { fields, world } = call;
	if (fields.clearing_id) {
		const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})001$/.exec(fields.clearing_id) ?? [];
		if (year === undefined) throw new Refusal('-1000', `there is no clearing ${fields.clearing_id}`);
		return { data: { tradebill: paidOn(call, `${year}-${month}-${day}`).map(transactionRow) } };
	}
	requireFields(fields, ['start_time', 'end_time']);
	const { from, to } = periodOf(fields);
	if (to - from > YEAR) throw new Refusal('-1000', 'the period is longer than a year');
	if (from < world.clock.now() - 7 * YEAR) throw new Refusal('-1000', 'the period begins more than seven years ago');
	return { data: { tradebill: paidBetween(call, from, to).map(transactionRow) } };
}
