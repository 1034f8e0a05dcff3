import { signFields } from '../harness/signing.mts';

/** A key invented for these tests. */
export const KEY = 'notification-key-for-tests';

let last = 0;

/** A paid sale as the gateway reports it (reference section 11), each with a trade_id of its own. */
export function paidSale(more: Record<string, string> = {}): Record<string, string> {
	last += 1;
	return {
		type: 'payment',
		user: '016683',
		order_id: `2025865564984416${String(last).padStart(3, '0')}`,
		trade_id: `4552eeea-1ae8-1e40-3b4b-${String(last).padStart(12, '0')}`,
		amount: '24.90',
		currency: 'EUR',
		tip_amount: '0.50',
		description: 'Käse 美味',
		createDate: '2026-11-22 12:30:00',
		state: 'paid',
		demo: 'table 7',
		pay_method: 'offline',
		sub_pay_method: 'point_of_sales',
		transaction_id: '4200000298201905227377147799',
		...more,
	};
}

/** A refund; the gateway sends the fields of its refund query (reference section 8). */
export function refund(more: Record<string, string> = {}): Record<string, string> {
	last += 1;
	return {
		type: 'refund',
		user: '016683',
		trade_id: `4552eeea-1ae8-1e40-3b4b-${String(last).padStart(12, '0')}`,
		refund_id: `c0d9c0bb-0b40-1cb6-7373-${String(last).padStart(12, '0')}`,
		refund_amount: '2.50',
		refund_currency: 'EUR',
		refund_description: 'one coffee cold',
		state: 'refunded',
		...more,
	};
}

/** A payout as in the published sample (reference section 11), which has no `type`. */
export function payout(more: Record<string, string> = {}): Record<string, string> {
	last += 1;
	return {
		user: '036870',
		time: '1708484735',
		gateway_name: 'YabandPay',
		payout_id: `0594bf99-fce7-3784-28f7-${String(last).padStart(12, '0')}`,
		currency: 'EUR',
		amount: '100.01',
		reference: '456789',
		state: 'completed',
		...more,
	};
}

/** The body of a notification, signed by the reference. */
export const signed = (data: Readonly<Record<string, string>>, key = KEY): string =>
	JSON.stringify({ sign: signFields(data, key), data });
