import { describe, expect, it } from 'vitest';
import type { OrderView } from '../../../sandbox/src/sandbox.mts';
import { audit, type Audit } from '../../drill/audit.mts';
import type { Booking } from '../../drill/erp.mts';
import { KINDS, orderPrefix, planSales, type Sale } from '../../drill/plan.mts';

const sale: Sale = { order_id: '1', kind: 'posTrigger', amount: '12.50', currency: 'EUR', outcome: 'pay', thinkMs: 0 };
const order = { trade_id: 'T1', order_id: '1', amount: '12.50', currency: 'EUR', state: 'paid' } as OrderView;
const booking: Booking = { trade_id: 'T1', order_id: '1', amount: '12.500', currency: 'EUR', booked_by: 'W', execution_id: '1' };

/** Which lists of the audit are not empty. */
const findings = (result: Audit): string[] =>
	Object.entries(result).filter(([name, list]) => !name.startsWith('paid') && (list as string[]).length > 0).map(([name]) => name);

const check = (sales: Sale[], orders: OrderView[], bookings: Booking[]) => findings(audit(sales, orders, bookings));

describe('audit of the books', () => {
	it('finds nothing where all three agree, however a number is written', () => {
		expect(check([sale], [order], [booking])).toEqual([]);
		const yen = { amount: '700', currency: 'JPY' };
		expect(check([{ ...sale, ...yen }], [{ ...order, ...yen }], [{ ...booking, amount: '700.000', currency: 'JPY' }])).toEqual([]);
	});

	it('finds nothing in a sale that came to nothing', () => {
		expect(check([sale], [], [])).toEqual([]);
		expect(check([{ ...sale, outcome: 'decline' }], [{ ...order, state: 'declined' }], [])).toEqual([]);
	});

	it.each([
		['a paid order without a booking', [sale], [order], [], ['missing']],
		['a trade booked twice', [sale], [order], [booking, booking], ['double']],
		['a booking nobody paid', [sale], [{ ...order, state: 'declined' }], [booking], ['double']],
		['a cent too much in the ERP', [sale], [order], [{ ...booking, amount: '12.510' }], ['wrong']],
		['a lost digit', [sale], [order], [{ ...booking, amount: '1.250' }], ['wrong']],
		['another currency in the ERP', [sale], [order], [{ ...booking, currency: 'GBP' }], ['wrong']],
		['another amount at the gateway than at the till', [sale], [{ ...order, amount: '12.40' }], [{ ...booking, amount: '12.400' }], ['wrong']],
		['the wrong order booked', [sale], [order], [{ ...booking, order_id: '2' }], ['wrong']],
		['a declined sale that was paid', [{ ...sale, outcome: 'decline' }], [order], [booking], ['wrong']],
		['one sale charged twice', [sale], [order, { ...order, trade_id: 'T2' }], [booking, { ...booking, trade_id: 'T2' }], ['chargedTwice']],
	] as Array<[string, Sale[], OrderView[], Booking[], string[]]>)('finds %s', (_what, sales, orders, bookings, expected) => {
		expect(check(sales, orders, bookings)).toEqual(expected);
	});
});

describe('sales that a fault paid instead of the customer', () => {
	const declined: Sale = { ...sale, outcome: 'decline' };

	it('are counted, and are right if they are booked right', () => {
		const result = audit([declined], [order], [booking], () => 'early notification');
		expect(findings(result)).toEqual([]);
		expect(result.paidByFault).toBe(1);
	});

	it('are wrong for any other cause, with another amount, or when charged twice', () => {
		expect(findings(audit([declined], [order], [booking], () => 'by the control API'))).toEqual(['wrong']);
		expect(findings(audit([declined], [order], [{ ...booking, amount: '1.25' }], () => 'early notification'))).toEqual(['wrong']);
		const twice = audit([declined], [order, { ...order, trade_id: 'T2' }], [booking, { ...booking, trade_id: 'T2' }], () => 'early notification');
		expect(findings(twice)).toEqual(['chargedTwice']);
	});
});

describe('plan of a drill', () => {
	it('is the same for the same seed and another for another', () => {
		expect(planSales(50, 3, 1)).toEqual(planSales(50, 3, 1));
		expect(planSales(50, 4, 1)).not.toEqual(planSales(50, 3, 1));
	});

	it('has every kind, amounts with the digits of their currency, and numbers of its own', () => {
		const sales = planSales(500, 1, 2);
		expect(new Set(sales.map(({ kind }) => kind))).toEqual(new Set(KINDS));
		expect(new Set(sales.map(({ order_id }) => order_id)).size).toBe(500);
		const digits: Record<string, RegExp> = { EUR: /^\d+\.\d\d$/, GBP: /^\d+\.\d\d$/, JPY: /^[1-9]\d*$/, KWD: /^\d+\.\d{3}$/ };
		for (const { amount, currency, order_id } of sales) {
			expect(amount).toMatch(digits[currency]);
			expect(order_id).toMatch(/^\d{1,19}$/);
			expect(order_id.startsWith(orderPrefix(sales))).toBe(true);
		}
		expect(orderPrefix(planSales(1, 1, 3))).not.toBe(orderPrefix(sales));
	});
});
