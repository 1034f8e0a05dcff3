import { CODED_FIELDS, DECISIVE_FIELDS } from './fields';
import type { Shape } from './shapes';
import { isReading, LOOSE_SHAPES, SHAPES } from './shapes';
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
	/** It can be the start of a field at all. */
	readonly mayStart: boolean;
	/** The least and the most pieces its value may hold. */
	readonly least: number;
	readonly most: number;
}

type Fields = Readonly<Record<string, string>>;

const PIECE_START = /&(?=[A-Za-z0-9_]+=)/;

/** Above this, counting costs more than asking the gateway; a full notification has about 25 fields. */
const MAX_PIECES = 200;

/** Values of free text that are known to be true. */
type Known = ReadonlyMap<string, string>;

const NOTHING_KNOWN: Known = new Map();

function pieces(text: string, known: Known): Piece[] {
	const texts = text.split(PIECE_START);
	return texts.map((piece, index) => {
		const equals = piece.indexOf('=');
		const key = piece.slice(0, equals);
		if (CODED_FIELDS.has(key)) return { key, text: piece, mayStart: !piece.includes('&', equals), least: 1, most: 1 };
		const value = known.get(key);
		if (value === undefined) return { key, text: piece, mayStart: true, least: 1, most: texts.length - index };
		const length = value.split(PIECE_START).length;
		const isValue = texts.slice(index, index + length).join('&') === `${key}=${value}`;
		return { key, text: piece, mayStart: isValue, least: length, most: length };
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
	const mayHold = (start: number, count: number): boolean => count >= all[start].least && count <= all[start].most;
	const mayFollow = (start: number, next: number): boolean =>
		mayStart[next] && mayHold(start, next - start) && neededBefore[next] <= neededUpTo[start] && all[next].key > all[start].key;
	const mayEnd = (start: number): boolean => mayHold(start, all.length - start) && neededUpTo[start] === required.length;
	const endOfNext = (start: number): number => Math.min(start + all[start].most + 1, all.length);

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

/** The signed string of some fields cut into pieces, and the ways to read it. */
interface Analysis {
	readonly all: readonly Piece[];
	readonly perShape: readonly Ways[];
	readonly total: number;
	/** Keys that show up more than once in the signed string. */
	readonly repeated: ReadonlySet<string>;
}

function analyse(fields: Fields, shapes: readonly Shape[] = SHAPES, known: Known = NOTHING_KNOWN): Analysis {
	const all = pieces(stringToSign(fields), known);
	const seen = new Set<string>();
	const repeated = new Set(all.map(({ key }) => key).filter((key) => seen.size === seen.add(key).size));
	if (all.length > MAX_PIECES) return { all, perShape: [], total: Infinity, repeated };
	const perShape = shapes
		.filter(({ required }) => required.every((key) => seen.has(key)))
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
export function readings(fields: Fields): number {
	return analyse(fields).total;
}

/** The fields that are not the same in all the ways to read the string. */
function differing(fields: Fields, { perShape, total, repeated }: Analysis): ReadonlySet<string> {
	const names = Object.keys(fields).sort();
	if (total === 0 || !Number.isSafeInteger(total)) return new Set(names);
	const found = new Set<string>();
	let start = 0;
	for (const name of names) {
		const next = start + fields[name].split(PIECE_START).length;
		const sameIn = perShape.reduce((sum, { through }) => sum + through(start, next), 0);
		const holdsKey = next - start > 1 || repeated.has(name);
		if (sameIn !== total || holdsKey) found.add(name);
		start = next;
	}
	return found;
}

/**
 * Tells whether a signature proves too little: another notification would have the same one. Such a notification may well be genuine,
 * but nothing in it may be used before the gateway has confirmed it.
 *
 * The fields that decide are held to more, so that this is true as well where the genuine notification is not quite as documented: their
 * keys show up once in the signed string, as fields, and cannot be read otherwise by any guess.
 *
 * @param fields the flat map of what was signed
 */
export function isAmbiguous(fields: Fields): boolean {
	const documented = analyse(fields);
	if (documented.total !== 1 || documented.repeated.size > 0 || !isReading(fields)) return true;
	if (documented.all.some(({ key }) => DECISIVE_FIELDS.has(key) && !(key in fields))) return true;
	const guesses = differing(fields, analyse(fields, LOOSE_SHAPES));
	return Object.keys(fields).some((key) => DECISIVE_FIELDS.has(key) && guesses.has(key));
}

/**
 * The fields that do not read the same in every reading of the signed string: those the signature alone does not prove.
 *
 * @param fields the flat map of what was signed
 * @param known true values of free text, e.g. from the gateway's record: readings that contradict them do not count
 * @returns names of fields; none when the notification is not ambiguous
 */
export function uncertainFields(fields: Fields, known: Known = NOTHING_KNOWN): ReadonlySet<string> {
	if (!isAmbiguous(fields)) return new Set();
	// What is not quite as documented may stand for something that is not either.
	return differing(fields, analyse(fields, isReading(fields) ? SHAPES : LOOSE_SHAPES, known));
}
