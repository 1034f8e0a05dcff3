import type { OrderView } from '../../sandbox/src/sandbox.mts';
import type { Booking } from './erp.mts';
import type { Sale } from './plan.mts';

/** What is wrong with the books; all lists empty when they balance. */
export interface Audit {
	/** Paid at the gateway, not in the ERP. */
	missing: string[];
	/** Booked more than once, or booked and not paid. */
	double: string[];
	/** Another amount or currency in one place than in another, or paid although the customer declined. */
	wrong: string[];
	/** One sale of the shop that the gateway took money for more than once. */
	chargedTwice: string[];
	/**
	 * Sales that the customer would have declined, but that the gateway's fault "notification early" paid first. They are sales
	 * like any other and must be booked right; only the customer's intention is not held against them.
	 */
	paidByFault: number;
	/** Payments that the gateway has, for scale. */
	paid: number;
}

/** The sandbox's own words for a payment that its fault made. */
const PAID_BY_FAULT = 'early notification';

/** `12.500` and `12.50` are the same amount; nothing is rounded. */
const plain = (amount: string): string => amount.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

const isSame = (left: { amount: string; currency: string }, right: { amount: string; currency: string }): boolean =>
	plain(left.amount) === plain(right.amount) && left.currency.trim() === right.currency.trim();

function grouped<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Map<string, Entry[]> {
	const groups = new Map<string, Entry[]>();
	for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
	return groups;
}

/** What made the gateway take the money of an order, in the gateway's own words; shown with every finding. */
export type CauseOf = (trade_id: string) => string;

/** Compares, line by line and to the last digit, what the shop wanted, what the gateway took, and what the ERP holds. */
export function audit(sales: readonly Sale[], orders: readonly OrderView[], bookings: readonly Booking[], causeOf: CauseOf = () => ''): Audit {
	const wanted = new Map(sales.map((sale) => [sale.order_id, sale]));
	const paid = orders.filter(({ order_id, state }) => state === 'paid' && wanted.has(order_id));
	const booked = grouped(bookings, ({ trade_id }) => trade_id);
	const result: Audit = { missing: [], double: [], wrong: [], chargedTwice: [], paidByFault: 0, paid: paid.length };
	for (const order of paid) {
		const { trade_id, order_id } = order;
		const sale = wanted.get(order_id) as Sale;
		const lines = booked.get(trade_id) ?? [];
		if (lines.length === 0) result.missing.push(`${trade_id} (${sale.kind})`);
		if (lines.length > 1) result.double.push(`${trade_id}: ${lines.length} lines`);
		const isUnwanted = sale.outcome !== 'pay';
		const isByFault = isUnwanted && causeOf(trade_id) === PAID_BY_FAULT;
		if (isByFault) result.paidByFault++;
		const isWrong = (isUnwanted && !isByFault) || !isSame(order, sale) || lines.some((line) => line.order_id !== order_id || !isSame(line, order));
		if (isWrong) result.wrong.push(`${trade_id}, paid "${causeOf(trade_id)}": ${JSON.stringify([sale, order.amount, lines])}`);
	}
	const paidTrades = new Set(paid.map(({ trade_id }) => trade_id));
	for (const trade_id of booked.keys()) if (!paidTrades.has(trade_id)) result.double.push(`${trade_id}: booked and not paid`);
	for (const [order_id, twice] of grouped(paid, ({ order_id }) => order_id)) {
		if (twice.length > 1) result.chargedTwice.push(`${order_id} (${wanted.get(order_id)?.kind}): ${twice.map(({ trade_id }) => `${trade_id} "${causeOf(trade_id)}"`).join(', ')}`);
	}
	return result;
}
