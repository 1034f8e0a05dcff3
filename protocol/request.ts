import { sign, stringToSign } from './signature';

/** The body of a call before it is signed. `sign` and `time` of an already signed body are ignored and made anew. */
export interface RequestBody {
	readonly method: string;
	readonly data?: Readonly<Record<string, unknown>>;
	readonly user?: string;
	readonly sign?: unknown;
	readonly time?: unknown;
}

/** The account a call runs under when its body does not name one. */
export interface RequestAccount {
	readonly uid?: string;
	readonly secretKey: string;
}

/** The signed envelope, ready to be sent as JSON (reference section 1). */
export interface SignedRequest {
	user: string;
	sign: string;
	method: string;
	time: number;
	data: Record<string, string | number>;
}

/** Neither the body nor the credential says which account the call runs under. */
export class AccountMissingError extends Error {
	override readonly name = 'AccountMissingError';

	constructor() {
		super(
			'No account is set for this call. Enter the UID in the YabandPay credential (for POS terminal calls the TID), or name the account in the field "user" of the request body.',
		);
	}
}

/** The body cannot be signed as it is; the message says why and what to change. */
export class RequestError extends Error {
	override readonly name = 'RequestError';
}

const ENVELOPE = new Set(['user', 'sign', 'method', 'time', 'data']);
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Far quicker to search for, and nearly no text has any half, lone or paired. */
const SURROGATE = /[\ud800-\udfff]/;

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const trimmed = (value: unknown): string => (isEmpty(value) ? '' : String(value).trim());

/** JSON text of an object; undefined if it has none, as with an object that holds itself. */
function jsonText(value: object): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}

/** A nested object travels as one text, its JSON (reference section 2). A date turns into a JSON string: its quotes are no part of it. */
function nestedText(key: string, value: object): string {
	const text = jsonText(value);
	if (text === undefined) throw new RequestError(`The field "${key}" cannot be written as JSON. Enter text, a number or plain JSON.`);
	return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

/** The value as it is sent: what JSON will show must be the very text that was signed. */
function sendable(key: string, value: unknown): string | number {
	switch (typeof value) {
		case 'string':
			return value;
		case 'number':
			if (!Number.isFinite(value)) throw new RequestError(`The field "${key}" is ${value}, which cannot be sent. Enter a number.`);
			return value;
		case 'boolean':
		case 'bigint':
			return String(value);
		case 'object':
			return sendable(key, nestedText(key, value as object));
		default:
			throw new RequestError(`The field "${key}" is a ${typeof value}, which cannot be sent. Enter text or a number.`);
	}
}

/** Half a character has no UTF-8 form: it would be signed as one text and sent as another. */
function checkCharacters(flat: Readonly<Record<string, string>>, text: string): void {
	if (!SURROGATE.test(text) || !LONE_SURROGATE.test(text)) return;
	const key = Object.keys(flat).find((name) => LONE_SURROGATE.test(flat[name]));
	throw new RequestError(
		`The field ${key === undefined ? 'name' : `"${key}"`} holds half a character. Shorten texts with emoji by characters, not by length.`,
	);
}

function checkEnvelope(body: RequestBody): void {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw new RequestError('The request body must be a JSON object with "method" and "data".');
	}
	const stray = Object.keys(body).find((key) => !ENVELOPE.has(key));
	if (stray !== undefined) {
		throw new RequestError(`The field "${stray}" does not belong at the top of the request body. Put it inside "data".`);
	}
	if (typeof body.method !== 'string' || body.method.trim() === '') {
		throw new RequestError('The request body has no "method", e.g. "v3.QueryOrder".');
	}
	if (!isEmpty(body.data) && (typeof body.data !== 'object' || Array.isArray(body.data))) {
		throw new RequestError('The field "data" of the request body must be a JSON object.');
	}
}

/**
 * Completes and signs a call (reference sections 1 and 2). Empty fields of `data` are dropped, since sources disagree on whether they
 * are signed; nested objects become one JSON string each, as `cardinfo` is; booleans become text; numbers stay numbers and are
 * signed as JSON shows them. Calling it again with its own result signs anew with the given time.
 *
 * @param body method, fields, and the account if it is not the credential's
 * @param account UID and secret key of the credential
 * @param now epoch seconds (reference section 1.2)
 * @returns the envelope to send
 * @throws {AccountMissingError} if there is no account to run under
 * @throws {RequestError} if a field cannot be signed and sent as one text
 * @throws {SecretKeyMissingError} if the secret key is blank
 */
export function signedRequest(body: RequestBody, account: RequestAccount, now: number): SignedRequest {
	checkEnvelope(body);
	const user = trimmed(body.user) || trimmed(account.uid);
	if (user === '') throw new AccountMissingError();
	if (!Number.isSafeInteger(now) || now < 0) throw new RequestError('The time of a request must be whole epoch seconds.');
	const method = body.method.trim();

	const flat: Record<string, string> = {};
	const data: Record<string, string | number> = {};
	const given = body.data ?? {};
	for (const key of Object.keys(given)) {
		if (isEmpty(given[key])) continue;
		if (ENVELOPE.has(key)) {
			throw new RequestError(
				`The field "${key}" cannot stand inside "data": the signature has one flat list of fields, and "${key}" is taken by the envelope.`,
			);
		}
		if (key === '__proto__') throw new RequestError('A field cannot be called "__proto__".');
		const value = sendable(key, given[key]);
		if (value === '') continue;
		data[key] = value;
		flat[key] = String(value);
	}
	flat.user = user;
	flat.method = method;
	flat.time = String(now);
	const text = stringToSign(flat);
	checkCharacters(flat, text);
	return { user, sign: sign(text, account.secretKey), method, time: now, data };
}
