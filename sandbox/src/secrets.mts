import { NumberText, textOf, type JsonObject } from './rawJson.mts';

const HIDDEN = '••••';

/** Fields whose value is never kept or shown, and those that keep their last four digits. */
const SECRET_FIELDS = new Set(['pincode', 'cardinfo', 'payment_token_object']);
const CARD_FIELDS = new Set(['cardnumber', 'auth_code']);

/** A field's value fit for keeping and showing: PINs, card details and tokens are replaced. */
export function hideSecret(field: string, value: string): string {
	if (value === '') return value;
	if (SECRET_FIELDS.has(field)) return HIDDEN;
	return CARD_FIELDS.has(field) ? `${HIDDEN} ${value.slice(-4)}` : value;
}

function hasSecret(object: JsonObject): boolean {
	return Object.entries(object).some(([key, value]) => {
		if (SECRET_FIELDS.has(key) || CARD_FIELDS.has(key)) return true;
		return (
			value !== null && typeof value === 'object' && !(value instanceof NumberText) && hasSecret(value as JsonObject)
		);
	});
}

function hideIn(object: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(object).map(([key, value]) => {
			if (SECRET_FIELDS.has(key) || CARD_FIELDS.has(key)) return [key, hideSecret(key, textOf(value))];
			const deeper =
				value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof NumberText);
			return [key, deeper ? hideIn(value) : value];
		}),
	);
}

/** The text of a request fit for keeping: as it came, unless it holds a secret; then written anew without it. */
export function hideSecretsInText(raw: string, body: JsonObject | undefined): string {
	if (body) return hasSecret(body) ? JSON.stringify(hideIn(body)) : raw;
	// What cannot be parsed cannot be searched field by field either.
	return /pincode|cardinfo|cardnumber|payment_token_object|\\u/i.test(raw)
		? `${HIDDEN} (${raw.length} characters, not JSON)`
		: raw;
}

/** The pairs of a string to sign, without secrets. */
export function hideSecretsInPairs(pairs: Array<[string, string]>): Array<[string, string]> {
	return pairs.map(([key, value]) => [key, hideSecret(key, value)]);
}

/** A string to sign that somebody pasted, without secrets: `pincode=…` up to the next `&`. */
export function hideSecretsInString(text: string): string {
	return text
		.split('&')
		.map((pair) => {
			const at = pair.indexOf('=');
			return at < 0 ? pair : `${pair.slice(0, at)}=${hideSecret(pair.slice(0, at), pair.slice(at + 1))}`;
		})
		.join('&');
}
