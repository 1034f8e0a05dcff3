/** A JSON number that remembers how it was written, so that `24.90` is signed as `24.90` and not as `24.9`. */
export class NumberText {
	readonly source: string;

	constructor(source: string) {
		this.source = source;
	}

	toJSON(): unknown {
		return rawJson(this.source);
	}
}

/** Part of the language, and not yet of TypeScript's own library of types. */
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown };

export type JsonValue = string | number | boolean | null | NumberText | JsonValue[] | JsonObject;
export type JsonObject = { [key: string]: JsonValue };

type ReviverWithSource = (key: string, value: unknown, context: { source?: string }) => unknown;

/**
 * Parses JSON text, keeping the text of every number (reference section 2, "numbers vs strings").
 * @returns the object, or undefined when the text is not a JSON object
 */
export function parseJsonObject(text: string): JsonObject | undefined {
	const keepNumberText: ReviverWithSource = (_key, value, context) =>
		typeof value === 'number' ? new NumberText(context.source ?? String(value)) : value;
	let parsed: unknown;
	try {
		parsed = JSON.parse(text, keepNumberText as (key: string, value: unknown) => unknown);
	} catch {
		return undefined;
	}
	const isObject =
		parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed) && !(parsed instanceof NumberText);
	return isObject ? (parsed as JsonObject) : undefined;
}

/** How a value reads in the string to sign: text as it is, a number as written, null as nothing, the rest as JSON. */
export function textOf(value: JsonValue | undefined): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (value instanceof NumberText) return value.source;
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
