import { CODED_FIELDS } from './fields';

/** Keys that are there and keys that are not: the shapes exclude one another, so that no reading is counted twice. */
export interface Shape {
	readonly required: readonly string[];
	readonly absent: readonly string[];
	readonly type?: string;
}

const combined = (a: Shape, b: Shape): Shape => ({
	required: [...a.required, ...b.required],
	absent: [...a.absent, ...b.absent],
	type: a.type ?? b.type,
});

const product = (left: readonly Shape[], right: readonly Shape[]): Shape[] =>
	left.flatMap((a) => right.map((b) => combined(a, b)));

const shape = (required: readonly string[], absent: readonly string[] = [], type?: string): Shape => ({ required, absent, type });

/** `type` says what it is, or it is not there and the identifiers tell, as {@link kindOf} decides. */
const kindShapes = (kind: string, untyped: Shape): Shape[] => [shape(['type'], [], kind), combined(untyped, shape([], ['type']))];

/** The three are documented together and sent together (reference sections 3 and 11). */
const EXCHANGE = [
	shape(['exchange_rate']),
	shape([], ['exchange_rate', 'settlement_amount']),
	shape(['settlement_amount'], ['exchange_rate', 'settlement_currency']),
];

/**
 * The fields each kind always has, and no more: a key required here that a genuine notification lacks would hide the genuine reading.
 * Payments: every creation call requires amount, currency, order_id and description, the gateway gives trade_id and state
 * (reference sections 3 and 11). Refunds: the table of fields is not known, so no more than makes it one. Payouts: the sample.
 */
export const SHAPES: readonly Shape[] = [
	...product(
		product([shape(['amount', 'currency', 'description', 'order_id', 'state', 'trade_id'])], EXCHANGE),
		kindShapes('payment', shape([], ['payout_id', 'refund_id'])),
	),
	...product([shape(['refund_id', 'state'])], kindShapes('refund', shape([], ['payout_id']))),
	...product([shape(['amount', 'currency', 'payout_id', 'state'])], kindShapes('payout', shape([]))),
];

/** What no notification lacks, documented or not: without these it would not be taken for one of any kind. */
export const LOOSE_SHAPES: readonly Shape[] = [
	shape(['amount', 'currency', 'order_id', 'state', 'trade_id']),
	shape(['refund_id', 'state']),
	shape(['m_refund_id', 'state']),
	shape(['amount', 'currency', 'payout_id', 'state']),
];

/** Tells whether the fields as received are a reading themselves. */
export function isReading(fields: Readonly<Record<string, string>>): boolean {
	const isClean = Object.entries(fields).every(([key, value]) => !CODED_FIELDS.has(key) || !value.includes('&'));
	return (
		isClean &&
		SHAPES.some(
			({ required, absent, type }) =>
				required.every((key) => key in fields) &&
				!absent.some((key) => key in fields) &&
				(type === undefined || fields.type === type),
		)
	);
}
