import type { SQLInputValue } from 'node:sqlite';

import type { Order } from '../domain/order.mts';
import { currencyDigits, fromMinor } from '../money.mts';
import type { World } from '../world.mts';

export const PAGE_SIZE = 50;

/** What the ledger is searched by. */
export interface Search {
	q: string;
	state: string;
	page: number;
}

function conditions({ q, state }: Search): { where: string; values: SQLInputValue[] } {
	const parts: string[] = [];
	const values: SQLInputValue[] = [];
	if (state !== '') {
		parts.push('state = ?');
		values.push(state);
	}
	if (q !== '') {
		const like = `%${q.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
		const columns = ['order_id', 'trade_id', 'description', 'sub_pay_method', 'transaction_id', 'tid', 'demo'];
		const texts = columns.map((column) => `${column} LIKE ? ESCAPE '\\'`);
		values.push(...columns.map(() => like));
		parts.push(`(${[...texts, ...amountConditions(q, values)].join(' OR ')})`);
	}
	return { where: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', values };
}

/** `12.5` finds an order of 12.50 EUR: the amount in minor units, for each number of digits a currency may have. */
function amountConditions(q: string, values: SQLInputValue[]): string[] {
	const [, whole, fraction = ''] = /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(q) ?? [];
	if (whole === undefined) return [];
	return ['EUR', 'JPY', 'KWD']
		.filter((currency) => fraction.length <= currencyDigits(currency))
		.map((currency) => {
			values.push(Number(whole + fraction.padEnd(currencyDigits(currency), '0')));
			return 'amount = ?';
		});
}

/** One page of orders, newest first, and how many there are in all. */
export function searchOrders({ database }: World, search: Search): { orders: Order[]; count: number } {
	const { where, values } = conditions(search);
	const count = database.get<{ n: number }>(`SELECT count(*) AS n FROM orders ${where}`, ...values)?.n ?? 0;
	const sql = `SELECT * FROM orders ${where} ORDER BY created_at DESC, rowid DESC LIMIT ? OFFSET ?`;
	return { orders: database.all<Order>(sql, ...values, PAGE_SIZE, (search.page - 1) * PAGE_SIZE), count };
}

interface Sums {
	currency: string;
	paid: number;
	held: number;
	refunded: number;
}

/** What was paid, is held and was refunded, for each currency there are orders in. */
export function totals({ database }: World): Array<[string, string]> {
	const sums = database.all<Sums>(
		`SELECT currency, sum(paid) AS paid, sum(refunded) AS refunded,
			sum(CASE WHEN state = 'authorized' THEN authorized ELSE 0 END) AS held
		FROM orders GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 4`,
	);
	const rows = sums.length > 0 ? sums : [{ currency: 'EUR', paid: 0, held: 0, refunded: 0 }];
	return rows.flatMap(
		({ currency, paid, held, refunded }) =>
			[
				[`Paid, ${currency}`, fromMinor(paid, currency)],
				[`Held, ${currency}`, fromMinor(held, currency)],
				[`Refunded, ${currency}`, fromMinor(refunded, currency)],
			] as Array<[string, string]>,
	);
}
