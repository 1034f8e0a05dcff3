import { CODED_FIELDS } from './fields';
import { stringToSign } from './signature';

/**
 * The signed string `key=value&key=value` is not escaped, so one signature can fit several notifications: a description `x&state=paid`
 * looks like a description `x` and a state `paid`. Whoever knows one signed string may cut it elsewhere. A notification is certain
 * only when the string can be cut in no other way. This file counts the ways.
 *
 * The string is split at every `&key=`. A READING chooses which of these pieces start a field (the others belong to the value
 * before them), such that the keys ascend strictly, as a signer sorts them, coded fields hold no `&`, and the fields are those of a
 * documented SHAPE.
 */
interface Piece {
	readonly key: string;
	readonly text: string;
	/** Its value may go on with the pieces that follow. */
	readonly mayAbsorb: boolean;
	/** It can be the start of a field at all. */
	readonly mayStart: boolean;
}

/** Keys that are there and keys that are not: the shapes exclude one another, so that no reading is counted twice. */
interface Shape {
	readonly required: readonly string[];
	readonly absent: readonly string[];
	readonly type?: string;
}

const PIECE_START = /&(?=[A-Za-z0-9_]+=)/;

/** Above this, counting costs more than asking the gateway; a full notification has about 25 fields. */
const MAX_PIECES = 200;

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
 * (reference sections 3 and 11). Refunds: the table is not known, so either pair of amount and currency will do. Payouts: the sample.
 */
const SHAPES: readonly Shape[] = [
	...product(
		product([shape(['amount', 'currency', 'description', 'order_id', 'state', 'trade_id'])], EXCHANGE),
		kindShapes('payment', shape([], ['payout_id', 'refund_id'])),
	),
	...product(
		[
			shape(['refund_amount', 'refund_currency', 'refund_id', 'state']),
			shape(['amount', 'currency', 'refund_id', 'state'], ['refund_amount']),
		],
		kindShapes('refund', shape([], ['payout_id'])),
	),
	...product([shape(['amount', 'currency', 'payout_id', 'state'])], kindShapes('payout', shape([]))),
];

function pieces(text: string): Piece[] {
	return text.split(PIECE_START).map((piece) => {
		const equals = piece.indexOf('=');
		const key = piece.slice(0, equals);
		const isCoded = CODED_FIELDS.has(key);
		return { key, text: piece, mayAbsorb: !isCoded, mayStart: !(isCoded && piece.includes('&', equals)) };
	});
}

/** The readings of one shape. */
interface Ways {
	readonly total: number;
	/** In how many of them a field starts at one piece and ends before another, or at the end of the string. */
	readonly through: (start: number, next: number) => number;
}

function ways(all: readonly Piece[], { required, absent, type }: Shape): Ways {
	// A required key is passed over when it lies between two keys that follow each other.
	const neededBefore = all.map(({ key }) => required.filter((needed) => needed < key).length);
	const neededUpTo = all.map(({ key }, index) => neededBefore[index] + (required.includes(key) ? 1 : 0));
	const mayStart = all.map(
		(piece) => piece.mayStart && !absent.includes(piece.key) && (piece.key !== 'type' || !type || piece.text === `type=${type}`),
	);
	const mayFollow = (start: number, next: number): boolean =>
		mayStart[next] && neededBefore[next] <= neededUpTo[start] && all[next].key > all[start].key;
	const mayEnd = (start: number): boolean =>
		(start === all.length - 1 || all[start].mayAbsorb) && neededUpTo[start] === required.length;
	const endOfNext = (start: number): number => (all[start].mayAbsorb ? all.length : Math.min(start + 2, all.length));

	// How many ways lead to each piece as the start of a field, and from it to the end.
	const to = all.map(() => 0);
	if (mayStart[0] && neededBefore[0] === 0) to[0] = 1;
	for (let start = 0; start < all.length; start += 1) {
		if (to[start] === 0) continue;
		for (let next = start + 1; next < endOfNext(start); next += 1) {
			if (mayFollow(start, next)) to[next] += to[start];
		}
	}
	const from = all.map(() => 0);
	for (let start = all.length - 1; start >= 0; start -= 1) {
		if (to[start] === 0) continue;
		from[start] = mayEnd(start) ? 1 : 0;
		for (let next = start + 1; next < endOfNext(start); next += 1) {
			if (mayFollow(start, next)) from[start] += from[next];
		}
	}
	return {
		total: to[0] * from[0],
		through: (start, next) => {
			if (next === all.length) return mayEnd(start) ? to[start] : 0;
			return mayFollow(start, next) ? to[start] * from[next] : 0;
		},
	};
}

/** Tells whether the fields as received are a reading themselves. */
function isReading(fields: Readonly<Record<string, string>>): boolean {
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

/** The signed string of some fields cut into pieces, and the ways to read it. */
interface Analysis {
	readonly all: readonly Piece[];
	readonly perShape: readonly Ways[];
	readonly total: number;
	/** Keys that show up more than once in the signed string. */
	readonly repeated: ReadonlySet<string>;
}

function analyse(fields: Readonly<Record<string, string>>): Analysis {
	const all = pieces(stringToSign(fields));
	const seen = new Set<string>();
	const repeated = new Set(all.map(({ key }) => key).filter((key) => seen.size === seen.add(key).size));
	if (all.length > MAX_PIECES) return { all, perShape: [], total: Infinity, repeated };
	const perShape = SHAPES.filter(({ required }) => required.every((key) => seen.has(key)))
		.map((each) => ways(all, each))
		.filter(({ total }) => total > 0);
	return { all, perShape, total: perShape.reduce((sum, { total }) => sum + total, 0), repeated };
}

/**
 * In how many ways the signed string of these fields can be cut into a documented notification.
 *
 * @param fields the flat map of what was signed; names of letters, digits and underscores only
 * @returns 1 when it is certain; 0 when the fields lack what every documented notification has; Infinity when there are too many pieces
 */
export function readings(fields: Readonly<Record<string, string>>): number {
	return analyse(fields).total;
}

const isCertain = ({ total, repeated }: Analysis, fields: Readonly<Record<string, string>>): boolean =>
	total === 1 && repeated.size === 0 && isReading(fields);

/**
 * Tells whether a signature proves too little: another notification would have the same one. Such a notification may well be genuine,
 * but nothing in it may be used before the gateway has confirmed it.
 *
 * A key that shows up twice in the signed string makes it ambiguous too, even where only one reading is documented: this holds
 * also for genuine notifications that are not quite as documented.
 *
 * @param fields the flat map of what was signed
 */
export function isAmbiguous(fields: Readonly<Record<string, string>>): boolean {
	return !isCertain(analyse(fields), fields);
}

/**
 * The fields that do not read the same in every reading of the signed string: those the signature alone does not prove.
 *
 * @param fields the flat map of what was signed
 * @returns names of fields; none when the notification is not ambiguous
 */
export function uncertainFields(fields: Readonly<Record<string, string>>): ReadonlySet<string> {
	const analysis = analyse(fields);
	if (isCertain(analysis, fields)) return new Set();
	const { all, perShape, total, repeated } = analysis;
	const names = Object.keys(fields).sort();
	if (!isReading(fields) || !Number.isSafeInteger(total)) return new Set(names);

	const uncertain = new Set<string>();
	let start = 0;
	for (const name of names) {
		const length = fields[name].split(PIECE_START).length;
		const next = start + length;
		const held = all.slice(start, next).map(({ key }) => key);
		const isSame = perShape.reduce((sum, { through }) => sum + through(start, next), 0) === total;
		if (!isSame || held.length > 1 || repeated.has(name)) uncertain.add(name);
		start = next;
	}
	return uncertain;
}
