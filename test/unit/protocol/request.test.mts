import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccountMissingError, RequestError, signedRequest } from '../../../protocol/request.ts';
import { SecretKeyMissingError } from '../../../protocol/signature.ts';
import vectors from './fixtures/vectors.json' with { type: 'json' };
import { phpSign } from './php-rules.mts';

const ACCOUNT = { uid: '016683', secretKey: 'a key' };
const NOW = 1_728_566_835;

/** What a receiver that follows the documentation makes of the bytes sent. */
function expectedSign(sent: string): string {
	const { user, method, time, data } = JSON.parse(sent) as { user: string; method: string; time: number; data: object };
	const flat = Object.entries({ user, method, time, ...data }).map(([key, value]) => [key, String(value)]);
	return phpSign(Object.fromEntries(flat) as Record<string, string>, ACCOUNT.secretKey);
}

const signed = (data: Record<string, unknown>) => signedRequest({ method: 'v3.X', data }, ACCOUNT, NOW);

describe('signedRequest', () => {
	it.each(vectors.requests)('completes the published call of $page', ({ request, stringA }) => {
		const body = { method: request.method, data: request.data };
		const result = signedRequest(body, { ...ACCOUNT, uid: request.user }, Number(request.time));
		expect(result).toEqual({ ...request, time: Number(request.time), sign: result.sign });
		expect(result.sign).toBe(expectedSign(JSON.stringify(result)));
		expect(stringA).toContain(`method=${request.method}`);
	});

	it('has the documented shape', () => {
		expect(Object.keys(signed({ trade_id: '1' }))).toEqual(['user', 'sign', 'method', 'time', 'data']);
		expect(signedRequest({ method: 'v3.X' }, ACCOUNT, NOW).data).toEqual({});
	});

	it('does not send empty fields', () => {
		expect(signed({ a: '', b: null, c: undefined, d: 0, e: ' ', f: false }).data).toEqual({ d: 0, e: ' ', f: 'false' });
	});

	it('sends nested values as one JSON text, numbers as numbers, and signs what it sends', () => {
		const result = signed({ cardinfo: { cvc: '123', list: [1] }, amount: 100.01, large: 2n ** 70n, at: new Date(0), ok: true });
		expect(result.data).toEqual({
			cardinfo: '{"cvc":"123","list":[1]}',
			amount: 100.01,
			large: '1180591620717411303424',
			at: '1970-01-01T00:00:00.000Z',
			ok: 'true',
		});
		expect(result.sign).toBe(expectedSign(JSON.stringify(result)));
	});

	it('leaves the body it was given alone', () => {
		const body = Object.freeze({ method: 'v3.X', data: Object.freeze({ a: '', b: '1' }) });
		signedRequest(body, ACCOUNT, NOW);
		expect(body).toEqual({ method: 'v3.X', data: { a: '', b: '1' } });
	});

	it('runs under the account of the body before that of the credential', () => {
		expect(signedRequest({ method: 'v3.POS', user: 'T125119061' }, ACCOUNT, NOW).user).toBe('T125119061');
		expect(signedRequest({ method: 'v3.POS', user: '' }, ACCOUNT, NOW).user).toBe('016683');
		expect(signedRequest({ method: 'v3.POS' }, { ...ACCOUNT, uid: ' 016683\n' }, NOW).user).toBe('016683');
	});

	it.each([undefined, '', '  '])('says which account is missing when the UID is %j', (uid) => {
		expect(() => signedRequest({ method: 'v3.X' }, { uid, secretKey: 'k' }, NOW)).toThrow(AccountMissingError);
		expect(() => signedRequest({ method: 'v3.X' }, { uid, secretKey: 'k' }, NOW)).toThrow(/UID.*credential/);
	});

	it('does not sign with a blank key', () => {
		expect(() => signedRequest({ method: 'v3.X' }, { uid: '1', secretKey: ' ' }, NOW)).toThrow(SecretKeyMissingError);
	});

	it.each(['user', 'method', 'time', 'sign', 'data'])('refuses the field %s inside data', (key) => {
		expect(() => signed({ [key]: '1' })).toThrow(new RegExp(`"${key}" cannot stand inside "data"`));
		expect(signed({ [key]: '' }).data).toEqual({});
	});

	const holdsItself: Record<string, unknown> = {};
	holdsItself.me = holdsItself;

	it.each([
		['no method', { data: {} }, /no "method"/],
		['a blank method', { method: ' ' }, /no "method"/],
		['data that is a text', { method: 'v3.X', data: 'a=1' }, /must be a JSON object/],
		['data that is a list', { method: 'v3.X', data: [1] }, /must be a JSON object/],
		['a field beside data', { method: 'v3.X', amount: '1' }, /"amount" does not belong at the top/],
		['a text as body', 'method=v3.X', /must be a JSON object/],
		['a list as body', [], /must be a JSON object/],
		['nothing as body', null, /must be a JSON object/],
		['NaN', { method: 'v3.X', data: { amount: Number.NaN } }, /"amount" is NaN/],
		['Infinity', { method: 'v3.X', data: { amount: Infinity } }, /"amount" is Infinity/],
		['a function', { method: 'v3.X', data: { a: () => 1 } }, /"a" is a function/],
		['half a character', { method: 'v3.X', data: { description: 'cut \ud83d' } }, /"description" holds half a character/],
		['an object that holds itself', { method: 'v3.X', data: { a: holdsItself } }, /"a" cannot be written as JSON/],
		['a key that reaches the prototype', { method: 'v3.X', data: JSON.parse('{"__proto__":"1"}') as object }, /__proto__/],
	])('refuses %s with a clear text', (_, body, message) => {
		expect(() => signedRequest(body as never, ACCOUNT, NOW)).toThrow(RequestError);
		expect(() => signedRequest(body as never, ACCOUNT, NOW)).toThrow(message);
	});

	it.each([Number.NaN, 1.5, -1])('refuses %d as a time', (now) => {
		expect(() => signedRequest({ method: 'v3.X' }, ACCOUNT, now)).toThrow(RequestError);
	});

	const name = fc.stringMatching(/^[a-zA-Z0-9_]{1,12}$/).filter((key) => !['user', 'method', 'time', 'sign', 'data'].includes(key) && key !== '__proto__');
	const value = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.integer(),
		fc.double({ noNaN: true, noDefaultInfinity: true }),
		fc.boolean(),
		fc.constantFrom(null, undefined, ''),
		fc.dictionary(fc.string({ unit: 'grapheme' }).filter((key) => key !== '__proto__'), fc.string({ unit: 'grapheme' })),
	);

	it('signs what it sends, sends no empty field, and signs its own result alike', () => {
		fc.assert(
			fc.property(fc.dictionary(name, value), fc.nat(), fc.nat(), (data, now, later) => {
				const result = signedRequest({ method: 'v3.X', data }, ACCOUNT, now);
				const sent = JSON.stringify(result);
				expect(result.sign).toBe(expectedSign(sent));
				expect(Object.values(result.data)).not.toContain('');
				expect(signedRequest(result, ACCOUNT, now)).toEqual(result);
				const again = signedRequest(result, { ...ACCOUNT, uid: 'another' }, later);
				expect(again).toEqual({ ...result, time: later, sign: again.sign });
				expect(again.sign).toBe(expectedSign(JSON.stringify(again)));
			}),
		);
	});
});
