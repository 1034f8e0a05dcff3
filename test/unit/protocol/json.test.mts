import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../protocol/json.ts';
import { isJsonObject, JsonError, NumberText, parseJson } from '../../../protocol/json.ts';

const ROOMY = { depth: 1000, length: 1_000_000 };

/** The same value as `JSON.parse` makes, with numbers read from their kept text. */
function plain(value: JsonValue): unknown {
	if (value instanceof NumberText) return Number(value.text);
	if (Array.isArray(value)) return value.map(plain);
	if (isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
	return value;
}

function refusal(text: string, limits = {}): string {
	try {
		parseJson(text, limits);
	} catch (error) {
		expect(error).toBeInstanceOf(JsonError);
		return (error as JsonError).reason;
	}
	return 'accepted';
}

function judgedByJsonParse(text: string): { value: unknown } | 'syntax' {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return 'syntax';
	}
}

/** Writes a value as JSON in one of the many ways there are: white space, key order, escapes. */
const written = (value: unknown, choose: (count: number) => number): string => {
	const space = (): string => ['', ' ', '\n', '\t\r\n  '][choose(4)];
	const character = (unit: string): string => {
		const escaped = `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
		if (choose(3) === 0) return choose(2) === 0 ? escaped : escaped.toUpperCase().replace('\\U', '\\u');
		if (unit === '/' && choose(2) === 0) return '\\/';
		return JSON.stringify(unit).slice(1, -1);
	};
	const text = (content: string): string => `"${content.split('').map(character).join('')}"`;
	const any = (given: unknown): string => {
		if (Array.isArray(given)) return `[${given.length === 0 ? space() : given.map(any).join(',')}]`;
		if (typeof given === 'object' && given !== null) {
			const members = Object.entries(given);
			if (choose(2) === 0) members.reverse();
			return `{${members.length === 0 ? space() : members.map(([key, member]) => `${space()}${text(key)}${space()}:${any(member)}`).join(',')}}`;
		}
		return `${space()}${typeof given === 'string' ? text(given) : JSON.stringify(given)}${space()}`;
	};
	return `${space()}${any(value)}${space()}`;
};

describe('parseJson', () => {
	it('agrees with JSON.parse on any value in any spelling', () => {
		const key = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
		const { value } = fc.letrec((tie) => ({
			value: fc.oneof(
				{ maxDepth: 6, depthSize: 'small' },
				fc.string({ unit: 'binary' }),
				fc.double({ noNaN: true, noDefaultInfinity: true }),
				fc.integer(),
				fc.boolean(),
				fc.constant(null),
				fc.array(tie('value'), { maxLength: 5 }),
				fc.dictionary(key, tie('value'), { maxKeys: 5 }),
			),
		}));
		fc.assert(
			fc.property(value, fc.infiniteStream(fc.nat()), (given, numbers) => {
				const text = written(given, (count) => (numbers.next().value as number) % count);
				expect(plain(parseJson(text, ROOMY))).toEqual(JSON.parse(text));
			}),
			{ numRuns: 200 },
		);
	});

	it('accepts exactly the texts JSON.parse accepts, near misses included', () => {
		const token = fc.constantFrom(
			'{', '}', '[', ']', ',', ':', '"', '"a"', '"b"', '\\', '\\u12', '\\u00e9', '\\n', '\\x', '0', '-', '1', '01', '.5', '1.', '1.50', 'e', 'E+1', '+', 'true', 'false', 'null',
			'nul', 'NaN', 'Infinity', ' ', '\t', '\n', '\u00a0', '\ufeff', '\u2028', '\u0000', '\u001f', "'", '/*x*/', '//', 'é', '\ud800', '😀',
		);
		fc.assert(
			fc.property(fc.array(token, { maxLength: 9 }), (tokens) => {
				const text = tokens.join('');
				const judged = judgedByJsonParse(text);
				const reason = refusal(text, ROOMY);
				if (reason === 'duplicate_key') return;
				if (judged === 'syntax') expect([text, reason]).toEqual([text, 'syntax']);
				else expect(plain(parseJson(text, ROOMY))).toEqual(judged.value);
			}),
			{ numRuns: 8000 },
		);
	});

	it.each(['24.90', '24.9', '1E5', '-0', '0.10', '12345678901234567890', '1e400', '-1.0e-07'])('keeps the number %s as written', (text) => {
		expect(parseJson(`{"amount": ${text} }`)).toMatchObject({ amount: new NumberText(text) });
	});

	it.each([
		['', 'syntax'],
		['{"a":1,"a":1}', 'duplicate_key'],
		['{"a":1,"\\u0061":2}', 'duplicate_key'],
		['{"x":{"a":1,"b":2,"a":3}}', 'duplicate_key'],
		['{"__proto__":1}', 'forbidden_key'],
		['{"__proto\\u005f_":{"state":"paid"}}', 'forbidden_key'],
		['[{"constructor":{}}]', 'forbidden_key'],
		['{"prototype":null}', 'forbidden_key'],
		['[[[[[[[[[1]]]]]]]]]', 'too_deep'],
		['{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}', 'too_deep'],
		['[[[[[[[[1]]]]]]]]', 'accepted'],
		['[[],[],[],[],[],[],[],[],[],[[]]]', 'accepted'],
		[`"${'x'.repeat(65_535)}"`, 'too_long'],
		[`"${'x'.repeat(65_534)}"`, 'accepted'],
		['{"hasOwnProperty":1,"toString":2}', 'accepted'],
		['{"":1}', 'accepted'],
	])('%.40s: %s', (text, reason) => {
		expect(refusal(text)).toBe(reason);
	});

	it('is not brought down by a bomb', () => {
		expect(refusal('['.repeat(1_000_000), { length: 2_000_000 })).toBe('too_deep');
		expect(refusal('{"a":'.repeat(200_000), { length: 2_000_000 })).toBe('too_deep');
		expect(refusal('[', { depth: 0 })).toBe('too_deep');
	});

	it('says where and why, and never quotes the text', () => {
		expect(() => parseJson('{"card":"6064364245787814896",}')).toThrow('The text is not valid JSON (at position 30).');
		expect(() => parseJson('{"pin":1,"pin":2}')).toThrow('The JSON text has the same key twice in one object (at position 14).');
	});

	it('makes objects that have no prototype', () => {
		const value = parseJson('{"a":{}}');
		expect(Object.getPrototypeOf(value)).toBeNull();
		expect('toString' in (value as object)).toBe(false);
	});
});
