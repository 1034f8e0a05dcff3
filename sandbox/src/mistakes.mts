import { createHash, createHmac } from 'node:crypto';

import type { JsonObject } from './rawJson.mts';
import { sign } from './signature.mts';

export type Pair = [string, string];

/** A way to sign wrongly, as something that can be tried. */
export interface Mistake {
	mistake: string;
	/** What the mistaken client does with the pairs. */
	pairs?: (pairs: Pair[], body: JsonObject) => Pair[];
	sign?: (text: string, key: string) => string;
	/** The string is not shown, since a secret within it could not be told apart. */
	isHidden?: boolean;
}

const ENVELOPE = new Set(['user', 'method', 'time']);

function shortestNumber(value: string): string {
	return /^\d+\.\d+$/.test(value) ? String(Number(value)) : value;
}

function unsorted(pairs: Pair[], body: JsonObject): Pair[] {
	const values = new Map(pairs);
	const keys = [...Object.keys(body), ...Object.keys((body.data ?? {}) as JsonObject)].filter((key) => values.has(key));
	return keys.map((key) => [key, values.get(key) ?? '']);
}

function wholeData(pairs: Pair[], body: JsonObject): Pair[] {
	const outer = pairs.filter(([key]) => ENVELOPE.has(key));
	const data: Pair = ['data', JSON.stringify(body.data ?? {})];
	return [...outer, data].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** The mistakes people make with this signature, each as something that can be tried. */
export const MISTAKES: readonly Mistake[] = [
	{
		mistake: 'The signature is in upper case; the gateway wants lower-case hex.',
		sign: (text, key) => sign(text, key).toUpperCase(),
	},
	{
		mistake: 'Empty fields were sent but left out of the string; sent fields are signed, also when empty.',
		pairs: (pairs) => pairs.filter(([, value]) => value !== ''),
	},
	{
		mistake: 'Values were URL-encoded in the string; they go in raw.',
		pairs: (pairs) => pairs.map(([key, value]) => [key, encodeURIComponent(value)]),
	},
	{
		mistake: 'Values were URL-encoded in the string with + for spaces; they go in raw.',
		pairs: (pairs) => pairs.map(([key, value]) => [key, encodeURIComponent(value).replaceAll('%20', '+')]),
	},
	{
		mistake: 'user, method and time were left out of the string; they are signed too.',
		pairs: (pairs) => pairs.filter(([key]) => !ENVELOPE.has(key)),
	},
	{ mistake: 'time was left out of the string.', pairs: (pairs) => pairs.filter(([key]) => key !== 'time') },
	{
		mistake: 'Only user, method and time were signed; the fields of data are signed too.',
		pairs: (pairs) => pairs.filter(([key]) => ENVELOPE.has(key)),
	},
	{
		mistake: 'The keys were sorted without regard to case; they sort by byte, capitals first.',
		pairs: (pairs) => [...pairs].sort(([left], [right]) => left.toLowerCase().localeCompare(right.toLowerCase())),
	},
	{ mistake: 'The keys were not sorted; they sort by byte.', pairs: unsorted },
	{
		mistake: 'Amounts were shortened in the string, e.g. 24.90 to 24.9; they are signed as they are sent.',
		pairs: (pairs) => pairs.map(([key, value]) => [key, shortestNumber(value)]),
	},
	{
		mistake: 'data was signed as one JSON string; its fields are signed one by one.',
		pairs: wholeData,
		isHidden: true,
	},
	{
		mistake: 'The secret key was appended to the string; it is only the key of the HMAC.',
		sign: (text, key) => sign(`${text}${key}`, key),
	},
	{
		mistake: 'The secret key was appended as &key=…; it is only the key of the HMAC.',
		sign: (text, key) => sign(`${text}&key=${key}`, key),
	},
	{
		mistake: 'A plain SHA-256 over string and secret key was sent; the gateway wants HMAC-SHA256.',
		sign: (text, key) =>
			createHash('sha256')
				.update(text + key)
				.digest('hex'),
	},
	{
		mistake: 'An MD5 was sent; the gateway wants HMAC-SHA256.',
		sign: (text, key) => createHash('md5').update(`${text}&key=${key}`).digest('hex'),
	},
	{
		mistake: 'The signature is Base64; the gateway wants lower-case hex.',
		sign: (text, key) => createHmac('sha256', key).update(text).digest('base64'),
	},
	{ mistake: 'The secret key has a blank at its end.', sign: (text, key) => sign(text, `${key} `) },
	{ mistake: 'The secret key has a line break at its end.', sign: (text, key) => sign(text, `${key}\n`) },
	{ mistake: 'The secret key has a blank at its beginning.', sign: (text, key) => sign(text, ` ${key}`) },
	{ mistake: 'An empty secret key was used.', sign: (text) => sign(text, '') },
];
