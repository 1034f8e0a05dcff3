import { createHash, createHmac } from 'node:crypto';

import type { JsonObject } from './rawJson.mts';
import { hideSecretsInPairs } from './secrets.mts';
import { joinPairs, sign, signedPairs } from './signature.mts';

type Pair = [string, string];

/** Why a signature failed: the mistake that leads to exactly the signature received, and the string it was made over. */
export interface Explanation {
	mistake: string;
	/** The string with the mistake, without secrets; absent when the string is right and the rest is wrong. */
	string?: string;
}

interface Mistake {
	mistake: string;
	/** What the mistaken client does with the pairs. */
	pairs?: (pairs: Pair[], body: JsonObject) => Pair[];
	sign?: (text: string, key: string) => string;
}

const ENVELOPE = new Set(['user', 'method', 'time']);

function shortestNumber(value: string): string {
	return /^\d+\.\d+$/.test(value) ? String(Number(value)) : value;
}

/** The mistakes people make with this signature, each as something that can be tried. */
const MISTAKES: Mistake[] = [
	{ mistake: 'The signature is in upper case; the gateway wants lower-case hex.', sign: (text, key) => sign(text, key).toUpperCase() },
	{ mistake: 'Empty fields were sent but left out of the string; sent fields are signed, also when empty.', pairs: (pairs) => pairs.filter(([, value]) => value !== '') },
	{ mistake: 'Values were URL-encoded in the string; they go in raw.', pairs: (pairs) => pairs.map(([key, value]) => [key, encodeURIComponent(value)]) },
	{ mistake: 'Values were URL-encoded in the string with + for spaces; they go in raw.', pairs: (pairs) => pairs.map(([key, value]) => [key, encodeURIComponent(value).replaceAll('%20', '+')]) },
	{ mistake: 'user, method and time were left out of the string; they are signed too.', pairs: (pairs) => pairs.filter(([key]) => !ENVELOPE.has(key)) },
	{ mistake: 'time was left out of the string.', pairs: (pairs) => pairs.filter(([key]) => key !== 'time') },
	{ mistake: 'Only user, method and time were signed; the fields of data are signed too.', pairs: (pairs) => pairs.filter(([key]) => ENVELOPE.has(key)) },
	{ mistake: 'The keys were sorted without regard to case; they sort by byte, capitals first.', pairs: (pairs) => [...pairs].sort(([left], [right]) => left.toLowerCase().localeCompare(right.toLowerCase())) },
	{ mistake: 'The keys were not sorted; they sort by byte.', pairs: (pairs, body) => unsorted(pairs, body) },
	{ mistake: 'Amounts were shortened in the string, e.g. 24.90 to 24.9; they are signed as they are sent.', pairs: (pairs) => pairs.map(([key, value]) => [key, shortestNumber(value)]) },
	{ mistake: 'data was signed as one JSON string; its fields are signed one by one.', pairs: (pairs, body) => wholeData(pairs, body) },
	{ mistake: 'The secret key was appended to the string; it is only the key of the HMAC.', sign: (text, key) => sign(`${text}${key}`, key) },
	{ mistake: 'The secret key was appended as &key=…; it is only the key of the HMAC.', sign: (text, key) => sign(`${text}&key=${key}`, key) },
	{ mistake: 'A plain SHA-256 over string and secret key was sent; the gateway wants HMAC-SHA256.', sign: (text, key) => createHash('sha256').update(text + key).digest('hex') },
	{ mistake: 'An MD5 was sent; the gateway wants HMAC-SHA256.', sign: (text, key) => createHash('md5').update(`${text}&key=${key}`).digest('hex') },
	{ mistake: 'The signature is Base64; the gateway wants lower-case hex.', sign: (text, key) => createHmac('sha256', key).update(text).digest('base64') },
	{ mistake: 'The secret key has a blank or a line break at its end.', sign: (text, key) => sign(text, `${key} `) },
	{ mistake: 'The secret key has a line break at its end.', sign: (text, key) => sign(text, `${key}\n`) },
	{ mistake: 'The secret key has a blank at its beginning.', sign: (text, key) => sign(text, ` ${key}`) },
	{ mistake: 'An empty secret key was used.', sign: (text) => sign(text, '') },
];

function unsorted(pairs: Pair[], body: JsonObject): Pair[] {
	const values = new Map(pairs);
	const keys = [...Object.keys(body), ...Object.keys((body.data ?? {}) as JsonObject)].filter((key) => values.has(key));
	return keys.map((key) => [key, values.get(key) ?? '']);
}

function wholeData(pairs: Pair[], body: JsonObject): Pair[] {
	const outer = pairs.filter(([key]) => ENVELOPE.has(key));
	return [...outer, ['data', JSON.stringify(body.data ?? {})] as Pair].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Finds the known mistake that leads to the received signature; undefined when none does. */
export function explainSignature(body: JsonObject, received: string, secretKey: string): Explanation | undefined {
	if (received === '') return { mistake: 'No signature was sent.' };
	const pairs = signedPairs(body);
	for (const { mistake, pairs: distort, sign: make = sign } of MISTAKES) {
		const distorted = distort ? distort(pairs, body) : pairs;
		if (make(joinPairs(distorted), secretKey) !== received) continue;
		const shown = distort ? distort(hideSecretsInPairs(pairs), body) : undefined;
		return { mistake, string: mistake.startsWith('data was') ? undefined : shown && joinPairs(shown) };
	}
	return undefined;
}
