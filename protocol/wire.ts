import type { JsonObject, JsonValue } from './json';
import { isJsonObject, JsonError, NumberText, parseJson } from './json';
import { NotificationError } from './notification-error';
import { isSignature } from './signature';

/** A notification as it came, read but not verified: nothing in it may be believed yet. */
export interface ReceivedNotification {
	/** The signature it came with. */
	readonly sign: string;
	/** The flat map of everything signed, each value as the text received. No prototype. */
	readonly fields: Readonly<Record<string, string>>;
}

/** The largest body that is read, in bytes. A full notification has about one thousand. */
export const MAX_BODY_BYTES = 64 * 1024;

/** The envelope, `data`, and an object in `data`: more is never sent. */
const MAX_DEPTH = 4;

/** The one object seen inside `data` (reference section 11): its members count as fields of `data`. */
const NESTED_FIELD = '3ds';

const FIELD_NAME = /^[A-Za-z0-9_]+$/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const READABLE_TYPE = /^(?:application\/(?:json|[\w.+-]+\+json|x-www-form-urlencoded)|text\/(?!xml$)[\w.+-]+)$/;
const READABLE_CHARSET = /^(?:utf-?8|us-ascii)$/;

const malformed = (message: string, cause?: unknown): NotificationError => new NotificationError('malformed', message, { cause });

/** The result, or what was thrown: the caller decides what it means. */
function attempt<T>(run: () => T): { value: T } | { error: unknown } {
	try {
		return { value: run() };
	} catch (error) {
		return { error };
	}
}

/** Refuses what cannot be a notification by its label. The form itself is told by content: senders label JSON as a form. */
function checkContentType(contentType: string): void {
	const [type, ...parameters] = contentType.toLowerCase().split(';');
	if (type.trim() !== '' && !READABLE_TYPE.test(type.trim())) throw malformed('The content type is not one a notification has.');
	for (const parameter of parameters) {
		const [name, value = ''] = parameter.split('=');
		if (name.trim() === 'charset' && !READABLE_CHARSET.test(value.trim().replace(/^"(.*)"$/, '$1'))) {
			throw malformed('The body is not labelled as UTF-8.');
		}
	}
}

function bodyText(body: Buffer | string): string {
	const size = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
	if (size > MAX_BODY_BYTES) throw new NotificationError('too_large', `The body has more than ${MAX_BODY_BYTES} bytes.`);
	if (typeof body === 'string') return body.replace(/^\ufeff/, '');
	const decoded = attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(body));
	if ('error' in decoded) throw malformed('The body is not UTF-8.', decoded.error);
	return decoded.value;
}

function urlDecoded(text: string): string {
	const decoded = attempt(() => decodeURIComponent(text.replaceAll('+', ' ')));
	if ('error' in decoded) throw malformed('The body is not correctly url-encoded.', decoded.error);
	return decoded.value;
}

/** The JSON text in the body: plain, url-encoded as a whole, or url-encoded in the form field `resultData` (reference section 11). */
function jsonText(body: string): string {
	const text = body.trim();
	if (text.startsWith('{')) return text;
	if (/^(?:\+|%20)*%7b/i.test(text)) return urlDecoded(text);
	const values = text
		.split('&')
		.filter((pair) => pair.startsWith('resultData='))
		.map((pair) => pair.slice('resultData='.length));
	if (values.length !== 1) throw malformed('The body is neither JSON nor a form with one field "resultData".');
	return urlDecoded(values[0]);
}

function envelope(text: string): JsonObject {
	const parsed = attempt(() => parseJson(text, { depth: MAX_DEPTH, length: MAX_BODY_BYTES }));
	if ('error' in parsed) throw parsed.error instanceof JsonError ? malformed(parsed.error.message, parsed.error) : parsed.error;
	if (!isJsonObject(parsed.value)) throw malformed('The body is JSON, but not an object.');
	return parsed.value;
}

/** The text a value was signed as: the gateway's library joins null as nothing, and numbers as they are written. */
function fieldText(value: JsonValue): string {
	if (value === null) return '';
	if (value instanceof NumberText) return value.text;
	if (typeof value === 'boolean') return String(value);
	if (typeof value !== 'string') throw malformed('A field holds an object or a list where text is expected.');
	// Half a character has no UTF-8 form: it would be signed as the replacement character, which is another text.
	if (LONE_SURROGATE.test(value)) throw malformed('A field holds half a character.');
	return value;
}

function flatten(data: JsonObject): Record<string, string> {
	const fields = Object.create(null) as Record<string, string>;
	const add = (key: string, value: JsonValue): void => {
		if (!FIELD_NAME.test(key)) throw malformed('A field has a name with other characters than letters, digits and underscores.');
		if (key in fields) throw malformed('A field is there twice.');
		fields[key] = fieldText(value);
	};
	for (const [key, value] of Object.entries(data)) {
		if (key === NESTED_FIELD && isJsonObject(value)) Object.entries(value).forEach(([member, text]) => add(member, text));
		else add(key, value);
	}
	return fields;
}

/**
 * Reads a notification in any of its wire forms (reference section 11), values as the text received. Nothing is verified here.
 *
 * @param body the bytes as received, or their text
 * @param contentType the header as received; only refuses what cannot be a notification, since JSON comes labelled as a form
 * @throws {NotificationError} with reason `too_large`, `no_signature` or `malformed`
 */
export function parseNotification(body: Buffer | string, contentType = ''): ReceivedNotification {
	const text = bodyText(body);
	checkContentType(contentType);
	const received = envelope(jsonText(text));
	const signature = received.sign ?? null;
	if (!isSignature(signature)) {
		throw new NotificationError('no_signature', 'The notification has no "sign" of 64 lower-case hex digits.');
	}
	const data = received.data ?? null;
	if (!isJsonObject(data)) throw malformed('The notification has no object "data".');
	return { sign: signature, fields: flatten(data) };
}
