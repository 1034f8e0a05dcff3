import { createHmac, timingSafeEqual } from 'node:crypto';

import { textOf, type JsonObject } from './rawJson.mts';

const NEVER_SIGNED = new Set(['sign', 'data']);

function compareBytes(left: string, right: string): number {
	return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** Plain ASCII keys, which is every documented one, sort alike by code unit and by byte; anything else is compared as bytes. */
function sortKeys(keys: string[]): string[] {
	// eslint-disable-next-line no-control-regex
	return keys.every((key) => /^[\x00-\x7f]*$/.test(key)) ? keys.sort() : keys.sort(compareBytes);
}

/**
 * The pairs the gateway signs for a request: the top-level fields and the fields of `data` in one flat map, without `sign`
 * and `data` themselves, sorted by the bytes of their keys (reference section 2).
 * @param body the parsed request, numbers kept as they were written
 */
export function signedPairs(body: JsonObject): Array<[string, string]> {
	const data = body.data;
	const inner = data !== null && typeof data === 'object' && !Array.isArray(data) ? data : {};
	const flat: JsonObject = { ...body, ...(inner as JsonObject) };
	return sortKeys(Object.keys(flat).filter((key) => !NEVER_SIGNED.has(key))).map((key) => [key, textOf(flat[key])]);
}

/** The pairs as `key=value` joined with `&`, nothing encoded (reference section 2). */
export function joinPairs(pairs: Array<[string, string]>): string {
	return pairs.map(([key, value]) => `${key}=${value}`).join('&');
}

/** The string a request is signed over. */
export function requestStringToSign(body: JsonObject): string {
	return joinPairs(signedPairs(body));
}

/** The string a notification is signed over: its `data` alone (reference section 2, verification). */
export function notificationStringToSign(data: JsonObject): string {
	return joinPairs(signedPairs({ data }));
}

/** Lower-case hex HMAC-SHA256 over the UTF-8 bytes of the string, keyed with the secret key. */
export function sign(stringToSign: string, secretKey: string): string {
	return createHmac('sha256', secretKey).update(stringToSign, 'utf8').digest('hex');
}

/** Whether a received signature is exactly the expected one; not a string, other length or upper case means no. */
export function sameSignature(received: unknown, expected: string): boolean {
	if (typeof received !== 'string') return false;
	const left = Buffer.from(received);
	const right = Buffer.from(expected);
	return left.length === right.length && timingSafeEqual(left, right);
}
