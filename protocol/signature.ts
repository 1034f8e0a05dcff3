import { createHmac, timingSafeEqual } from 'node:crypto';

/** The secret key is missing or blank: nothing can be signed, and nothing may be accepted. */
export class SecretKeyMissingError extends Error {
	override readonly name = 'SecretKeyMissingError';

	constructor() {
		super('No secret key is set. Enter the account\'s Secret Key in the YabandPay credential.');
	}
}

/** The key in use, and during a rotation the one it replaced. */
export interface SecretKeys {
	readonly current: string;
	readonly previous?: string;
}

/** Which key a signature was made with. */
export type KeyName = 'current' | 'previous';

const SIGNATURE = /^[0-9a-f]{64}$/;

/** From here on UTF-16 order and UTF-8 byte order disagree: surrogates sort below U+E000 in one and above it in the other. */
const OUT_OF_UTF16_ORDER = /[\ud800-\uffff]/;

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function joined(fields: Readonly<Record<string, string>>, keys: readonly string[]): string {
	let text = '';
	for (const key of keys) text += `&${key}=${fields[key]}`;
	return text.slice(1);
}

/**
 * Builds the string that is signed (reference section 2, steps 2 and 3): the keys in ascending byte order, joined as `key=value` with
 * `&`. Nothing is escaped and nothing is left out; drop empty fields before, where they are not to be sent.
 *
 * @param fields the flat map of everything signed, values as the text that is sent
 * @returns the string to sign; an empty map gives the empty string
 */
export function stringToSign(fields: Readonly<Record<string, string>>): string {
	const keys = Object.keys(fields).sort();
	const text = joined(fields, keys);
	// One test of the whole text is cheaper than one per key, and nearly always enough.
	if (!OUT_OF_UTF16_ORDER.test(text) || !keys.some((key) => OUT_OF_UTF16_ORDER.test(key))) return text;
	return joined(fields, keys.sort(byBytes));
}

const isUsable = (secretKey: unknown): secretKey is string => typeof secretKey === 'string' && secretKey.trim() !== '';

/** Tells whether there is a key to verify with at all. */
export const hasSecretKey = ({ current, previous }: SecretKeys): boolean => isUsable(current) || isUsable(previous);

/**
 * Signs a text: HMAC-SHA256 keyed with the secret key, both as UTF-8, in lower-case hex (reference section 2, step 4). This is the one
 * place in the package where a signature is computed.
 *
 * @param text the string to sign, see {@link stringToSign}
 * @param secretKey the account's secret key
 * @returns 64 lower-case hex digits
 * @throws {SecretKeyMissingError} if the key is empty or blank: HMAC takes an empty key without complaint, and anybody can sign with it
 */
export function sign(text: string, secretKey: string): string {
	if (!isUsable(secretKey)) throw new SecretKeyMissingError();
	return createHmac('sha256', secretKey).update(text, 'utf8').digest('hex');
}

/**
 * Checks a signature against the current and then the previous secret key, in constant time (reference section 2, "Verification").
 * Anything but a string of 64 lower-case hex digits is no signature, as the gateway's own library compares strictly.
 *
 * @param text the string to sign of what was received
 * @param signature what was received as signature, of any type
 * @param secretKeys blank keys are ignored, so that the previous key can be emptied at any time
 * @returns the key that fits, or undefined if none does
 * @throws {SecretKeyMissingError} if there is no usable key at all
 */
export function verify(text: string, signature: unknown, secretKeys: SecretKeys): KeyName | undefined {
	const names = (['current', 'previous'] as const).filter((name) => isUsable(secretKeys[name]));
	if (names.length === 0) throw new SecretKeyMissingError();
	if (typeof signature !== 'string' || !SIGNATURE.test(signature)) return undefined;
	const received = Buffer.from(signature, 'latin1');
	return names.find((name) => timingSafeEqual(received, Buffer.from(sign(text, secretKeys[name] as string), 'latin1')));
}

/** Tells whether a value has the form of a signature, before any key is asked for. */
export const isSignature = (value: unknown): value is string => typeof value === 'string' && SIGNATURE.test(value);
