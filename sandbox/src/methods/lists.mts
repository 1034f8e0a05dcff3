import { Refusal } from '../codes.mts';
import { csvFile } from '../csv.mts';
import { currentAmount, type Order } from '../domain/order.mts';
import type { Refund } from '../domain/refunds.mts';
import { fromMinor } from '../money.mts';
import { epochText, settlementFields } from '../notifications/paymentData.mts';
import { refundFields } from '../notifications/refundData.mts';
import type { Call, Fields, Method, Success } from './method.mts';

/** The documentation says no more than "a CSV file": these columns are the sandbox's own, named as the query's fields. */
const ORDER_COLUMNS = [
	'trade_id',
	'order_id',
	'transaction_id',
	'pay_method',
	'sub_pay_method',
	'amount',
	'tip_amount',
	'currency',
	'settlement_amount',
	'settlement_currency',
	'exchange_rate',
	'description',
	'created_at',
	'paid_time',
	'state',
	'demo',
];
const REFUND_COLUMNS = [
	'refund_id',
	'm_refund_id',
	'trade_id',
	'transaction_id',
	'refund_amount',
	'refund_currency',
	'refund_description',
	'refund_time',
	'state',
];

/** The asked period in milliseconds, both ends included. @throws Refusal -1000 for what is no period */
export function periodOf({ start_time, end_time }: Fields): { from: number; to: number } {
	for (const [name, value] of Object.entries({ start_time, end_time })) {
		if (!/^\d{9,10}$/.test(value))
			throw new Refusal('-1000', `${name} "${value}" is not a number of seconds since 1970`);
	}
	const period = { from: Number(start_time) * 1000, to: Number(end_time) * 1000 + 999 };
	if (period.from > period.to) throw new Refusal('-1000', 'start_time is after end_time');
	return period;
}

function orderRow(order: Order): Record<string, string> {
	const amount = currentAmount(order);
	const { trade_id, order_id, transaction_id, pay_method, sub_pay_method, currency, description, state } = order;
	return {
		trade_id,
		order_id,
		transaction_id,
		pay_method,
		sub_pay_method,
		currency,
		description,
		state,
		amount: fromMinor(amount, currency),
		tip_amount: fromMinor(order.tip_amount ?? 0, currency),
		...settlementFields(amount, currency),
		created_at: epochText(order.created_at),
		paid_time: order.paid_at === null ? '' : epochText(order.paid_at),
		demo: order.demo ?? '',
	};
}

function listOrders({ world, fields }: Call, moment: 'paid_at' | 'created_at', state: string | undefined): Success {
	const { from, to } = periodOf(fields);
	const condition = state === undefined ? '' : 'AND state = ?';
	const rows = world.database.all<Order>(
		`SELECT * FROM orders WHERE ${moment} BETWEEN ? AND ? ${condition} ORDER BY ${moment}, rowid`,
		from,
		to,
		...(state === undefined ? [] : [state]),
	);
	return { data: {}, csv: csvFile(ORDER_COLUMNS, rows.map(orderRow)) };
}

function listRefunds({ world, fields }: Call): Success {
	const { from, to } = periodOf(fields);
	const refunds = world.database.all<Refund>(
		'SELECT * FROM refunds WHERE created_at BETWEEN ? AND ? ORDER BY created_at, rowid',
		from,
		to,
	);
	const rows = refunds.map((refund) => ({
		...refundFields(refund, world.orders.get(refund.trade_id)),
		trade_id: refund.trade_id,
		m_refund_id: refund.m_refund_id ?? '',
	}));
	return { data: {}, csv: csvFile(REFUND_COLUMNS, rows) };
}

const LIST = {
	section: '7',
	accounts: ['cashier', 'super-admin'],
	required: ['start_time', 'end_time'],
	optional: [],
} as const;

/** Lists of a period, as CSV files (reference section 7). The last two are known from third-party code only. */
export const LIST_METHODS: Method[] = [
	{ name: 'v3.BatchQuery', ...LIST, run: (call) => listOrders(call, 'paid_at', 'paid') },
	{ name: 'v3.TimePayOrder', ...LIST, run: (call) => listOrders(call, 'paid_at', 'paid') },
	{ name: 'v3.TimeRefundOrder', ...LIST, run: listRefunds },
	{
		name: 'v3.ListOrderByTime',
		...LIST,
		optional: ['state'],
		run: (call) => listOrders(call, 'created_at', call.fields.state?.toLowerCase() || undefined),
	},
];
