import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasSecretKey, isSignature, SecretKeyMissingError, sign, stringToSign, verify } from '../../../protocol/signature.ts';
import knownAnswers from './fixtures/known-answers.json' with { type: 'json' };
import vectors from './fixtures/vectors.json' with { type: 'json' };
import { phpSign } from './php-rules.mts';

const KEY = 'one secret key';
const TEXT = 'amount=1&state=paid';

describe('stringToSign', () => {
	it.each(vectors.requests.map(({ page, stringA, request }) => ({ page, stringA, request })))(
		'reproduces the published string of $page',
		({ stringA, request }) => {
			const { user, method, time, data } = request;
			const flat = { user, method, time: String(time), ...data };
			const fields = Object.fromEntries(Object.entries(flat).map(([key, value]) => [key, String(value)]));
			expect(stringToSign(fields)).toBe(stringA);
		},
	);

	it('has all the published samples whose string belongs to their request', () => {
		expect(vectors.requests).toHaveLength(16);
	});

	it('sorts keys as UTF-8 bytes, where UTF-16 order differs', () => {
		expect(stringToSign({ '\u{1f600}': 'smile', '\uff5a': 'wide z', a: '1' })).toBe('a=1&\uff5a=wide z&\u{1f600}=smile');
		expect(['\u{1f600}', '\uff5a'].sort()).toEqual(['\u{1f600}', '\uff5a']);
	});

	it('puts digits before capitals before small letters, and keeps empty and raw values', () => {
		expect(stringToSign({ b: '', a: 'x&y=z', B: '%20', '3ds': 'é' })).toBe('3ds=é&B=%20&a=x&y=z&b=');
	});

	it('joins whatever the keys are, integer-like keys and names of Object members included', () => {
		expect(stringToSign({ b: '1', '10': '2', '9': '3', toString: '4' } as unknown as Record<string, string>)).toBe(
			'10=2&9=3&b=1&toString=4',
		);
	});
});

describe('sign', () => {
	it.each(knownAnswers.answers)('gives the answer computed by other means: $name', ({ fields, text, sign: signature }) => {
		const map = fields as unknown as Record<string, string>;
		expect(stringToSign(map)).toBe(text);
		expect(sign(text, knownAnswers.secretKey)).toBe(signature);
		expect(phpSign(map, knownAnswers.secretKey)).toBe(signature);
	});

	it.each(['', ' ', '\t\n', '\u00a0', undefined, null, 5])('refuses %j as a secret key', (key) => {
		expect(() => sign(TEXT, key as string)).toThrow(SecretKeyMissingError);
	});

	it('uses the key as it is, blanks around it included', () => {
		expect(sign(TEXT, ' key ')).toBe(createHmac('sha256', ' key ').update(TEXT).digest('hex'));
	});
});

describe('verify', () => {
	const signature = sign(TEXT, KEY);

	it('names the key that fits', () => {
		expect(verify(TEXT, signature, { current: KEY })).toBe('current');
		expect(verify(TEXT, signature, { current: 'new', previous: KEY })).toBe('previous');
		expect(verify(TEXT, signature, { current: KEY, previous: KEY })).toBe('current');
		expect(verify(TEXT, signature, { current: 'new', previous: 'older' })).toBeUndefined();
	});

	it('ignores a blank key and works with the other', () => {
		expect(verify(TEXT, signature, { current: KEY, previous: ' ' })).toBe('current');
		expect(verify(TEXT, signature, { current: '', previous: KEY })).toBe('previous');
	});

	it.each([{ current: '' }, { current: '  ', previous: '' }, { current: undefined as unknown as string }])(
		'throws without a usable key: %j',
		(keys) => {
			expect(hasSecretKey(keys)).toBe(false);
			expect(() => verify(TEXT, createHmac('sha256', '').update(TEXT).digest('hex'), keys)).toThrow(SecretKeyMissingError);
		},
	);

	it.each([
		['upper case', signature.toUpperCase()],
		['one digit short', signature.slice(1)],
		['one digit long', `${signature}0`],
		['a blank after it', `${signature} `],
		['a line break after it', `${signature}\n`],
		['a prefix', `sha256=${signature}`],
		['base64', Buffer.from(signature, 'hex').toString('base64')],
		['empty', ''],
		['a list', [signature]],
		['an object', { toString: () => signature }],
		['a boxed string', Object(signature)],
		['a number', 0],
		['true', true],
		['null', null],
		['nothing', undefined],
		['another digit', `${signature.slice(0, 63)}${signature.endsWith('0') ? '1' : '0'}`],
		['of letters with the same low byte', signature.replace(/./g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0x100))],
		['fullwidth digits', signature.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))],
	])('refuses a signature that is %s', (_, value) => {
		expect(verify(TEXT, value, { current: KEY, previous: 'older' })).toBeUndefined();
	});

	it('tells the form of a signature', () => {
		expect(isSignature(signature)).toBe(true);
		expect(isSignature(`${signature}\n`)).toBe(false);
	});

	it('accepts the text that was signed and no other', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
				const own = sign(text, KEY);
				expect(verify(text, own, { current: KEY })).toBe('current');
				expect(verify(other, own, { current: KEY })).toBe(text === other ? 'current' : undefined);
			}),
		);
	});
});
