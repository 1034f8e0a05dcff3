/** A number of a JSON text, kept as it was written: `24.90` stays `24.90`. */
export class NumberText {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

export type JsonValue = string | boolean | null | NumberText | JsonValue[] | JsonObject;

/** A JSON object without prototype, so that no key can reach one. */
export interface JsonObject {
	[key: string]: JsonValue;
}

export type JsonErrorReason = 'syntax' | 'duplicate_key' | 'forbidden_key' | 'too_deep' | 'too_long';

const MESSAGES: Readonly<Record<JsonErrorReason, string>> = {
	syntax: 'The text is not valid JSON',
	duplicate_key: 'The JSON text has the same key twice in one object',
	forbidden_key: 'The JSON text has a key that is not allowed',
	too_deep: 'The JSON text is nested too deep',
	too_long: 'The JSON text is too long',
};

/** The text was refused. The message never quotes the text, which may hold personal data. */
export class JsonError extends Error {
	override readonly name = 'JsonError';

	readonly reason: JsonErrorReason;

	/** Where in the text, counted in UTF-16 units from 0. */
	readonly position: number;

	constructor(reason: JsonErrorReason, position: number) {
		super(`${MESSAGES[reason]} (at position ${position}).`);
		this.reason = reason;
		this.position = position;
	}
}

export interface JsonLimits {
	/** How many objects and arrays may be open at once. */
	readonly depth: number;
	/** The longest text, in UTF-16 units. */
	readonly length: number;
}

const DEFAULT_LIMITS: JsonLimits = { depth: 8, length: 64 * 1024 };

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const WHITE_SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** All but control characters, the quote and the backslash. */
const PLAIN_CHARACTERS = /[ !#-[\]-\uffff]*/y;
const FOUR_HEX_DIGITS = /[\da-fA-F]{4}/y;
const ESCAPES: Readonly<Record<string, string>> = {
	'"': '"',
	'\\': '\\',
	'/': '/',
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
};
const WORDS: ReadonlyArray<readonly [string, true | false | null]> = [
	['true', true],
	['false', false],
	['null', null],
];

class Parser {
	private readonly text: string;

	private readonly limits: JsonLimits;

	private position = 0;

	private openContainers = 0;

	constructor(text: string, limits: JsonLimits) {
		this.text = text;
		this.limits = limits;
	}

	whole(): JsonValue {
		if (this.text.length > this.limits.length) this.fail('too_long');
		const value = this.value();
		if (this.position < this.text.length) this.fail('syntax');
		return value;
	}

	private fail(reason: JsonErrorReason): never {
		throw new JsonError(reason, this.position);
	}

	/** Takes what the sticky pattern matches here; undefined if nothing does. */
	private take(pattern: RegExp): string | undefined {
		pattern.lastIndex = this.position;
		const match = pattern.exec(this.text)?.[0];
		if (match !== undefined) this.position += match.length;
		return match;
	}

	private takeCharacter(character: string): boolean {
		if (this.text[this.position] !== character) return false;
		this.position += 1;
		return true;
	}

	private expect(character: string): void {
		if (!this.takeCharacter(character)) this.fail('syntax');
	}

	/** A value with the white space around it. */
	private value(): JsonValue {
		this.take(WHITE_SPACE);
		const value = this.bareValue();
		this.take(WHITE_SPACE);
		return value;
	}

	private bareValue(): JsonValue {
		const first = this.text[this.position];
		if (first === '{') return this.nested(() => this.object());
		if (first === '[') return this.nested(() => this.array());
		if (first === '"') return this.string();
		for (const [word, value] of WORDS) {
			if (this.text.startsWith(word, this.position)) {
				this.position += word.length;
				return value;
			}
		}
		const number = this.take(NUMBER);
		return number === undefined ? this.fail('syntax') : new NumberText(number);
	}

	private nested<T>(read: () => T): T {
		this.openContainers += 1;
		if (this.openContainers > this.limits.depth) this.fail('too_deep');
		this.position += 1;
		const value = read();
		this.openContainers -= 1;
		return value;
	}

	private object(): JsonObject {
		const object = Object.create(null) as JsonObject;
		this.take(WHITE_SPACE);
		if (this.takeCharacter('}')) return object;
		do {
			this.take(WHITE_SPACE);
			const key = this.string();
			if (FORBIDDEN_KEYS.has(key)) this.fail('forbidden_key');
			if (key in object) this.fail('duplicate_key');
			this.take(WHITE_SPACE);
			this.expect(':');
			object[key] = this.value();
		} while (this.takeCharacter(','));
		this.expect('}');
		return object;
	}

	private array(): JsonValue[] {
		const array: JsonValue[] = [];
		this.take(WHITE_SPACE);
		if (this.takeCharacter(']')) return array;
		do array.push(this.value());
		while (this.takeCharacter(','));
		this.expect(']');
		return array;
	}

	private string(): string {
		this.expect('"');
		let text = this.take(PLAIN_CHARACTERS) ?? '';
		while (!this.takeCharacter('"')) {
			this.expect('\\');
			text += this.escaped();
			text += this.take(PLAIN_CHARACTERS) ?? '';
		}
		return text;
	}

	private escaped(): string {
		if (this.takeCharacter('u')) {
			const digits = this.take(FOUR_HEX_DIGITS);
			return digits === undefined ? this.fail('syntax') : String.fromCharCode(Number.parseInt(digits, 16));
		}
		const letter = this.text[this.position];
		if (letter === undefined || !Object.hasOwn(ESCAPES, letter)) this.fail('syntax');
		this.position += 1;
		return ESCAPES[letter];
	}
}

/**
 * Parses JSON and keeps the text of numbers, since a signature is over the text as received and `JSON.parse` turns `24.90` into `24.9`.
 * Takes the same texts as `JSON.parse`, but for what no honest sender sends and attackers do: the same key twice, keys that reach a
 * prototype, deep nesting, long texts.
 *
 * @param text the JSON text
 * @param limits depth 8 and 64 Ki UTF-16 units where not given
 * @returns the value; objects have no prototype, numbers are {@link NumberText}
 * @throws {JsonError} with the reason, never with a part of the text
 */
export function parseJson(text: string, limits: Partial<JsonLimits> = {}): JsonValue {
	return new Parser(text, { ...DEFAULT_LIMITS, ...limits }).whole();
}

/** Tells an object from the other JSON values. */
export const isJsonObject = (value: JsonValue): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText);
