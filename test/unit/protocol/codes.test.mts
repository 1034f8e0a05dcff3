import { describe, expect, it } from 'vitest';
import { CODES, explainCode, isSuccess } from '../../../protocol/codes.ts';

const DOCUMENTED = [
	'200', '-1000', '-403', '-2001', '-3001', '-3002', '-4011', '-4024', '-4118', '-104000', '-104221', '-104222', '-104223',
];

describe('explainCode', () => {
	it('knows every documented code', () => {
		expect(Object.keys(CODES).sort()).toEqual([...DOCUMENTED].sort());
	});

	it.each(DOCUMENTED)('says of %s what, why and what to do', (code) => {
		const { what, why, todo } = explainCode(code);
		expect(what).toMatch(/^[A-Z].*[^.]$/);
		expect(why).toMatch(/\.$/);
		expect(todo).toMatch(/\.$/);
	});

	it('tells a wrong key, an unknown account and a duplicate apart', () => {
		expect(explainCode('-403').todo).toContain('Secret Key');
		expect(explainCode('-2001').why).toContain('does not exist');
		expect(explainCode('-3002').why).toContain('already accepted');
	});

	it('adds the gateway\'s own words, which may name the field', () => {
		expect(explainCode('-3001', 'notify_url is required').why).toBe(
			'The gateway asks for a field that was empty or not sent. The gateway says: notify_url is required',
		);
		expect(explainCode('-3001', '  ')).toEqual(explainCode('-3001'));
	});

	it.each(['-9999', 'constructor', '__proto__'])('passes on what the gateway says for the unknown code %s', (code) => {
		expect(explainCode(code, 'wallet closed')).toMatchObject({
			what: `The gateway refused the call with code ${code}`,
			why: 'The gateway says: wallet closed',
		});
		expect(explainCode(code).why).toBe('The gateway gave no reason.');
	});

	it('copes with no code', () => {
		expect(explainCode('').what).toBe('The gateway refused the call without a code');
		expect(explainCode(undefined as unknown as string).what).toContain('undefined');
	});

	it('makes a message one line of sane length', () => {
		const { why } = explainCode('-9', `first\r\n\u0000second\u202e ${'x'.repeat(5000)}`);
		expect(why).toMatch(/^The gateway says: first second x+…$/);
		expect(why.length).toBeLessThan(330);
		expect(explainCode('-9', { secret: 1 } as unknown as string).why).toBe('The gateway gave no reason.');
	});
});

describe('isSuccess', () => {
	it.each([{ status: true, code: '200' }, { status: true, code: 200, data: {} }, { status: true }])('accepts %j', (answer) => {
		expect(isSuccess(answer)).toBe(true);
	});

	it.each([
		{ status: false, code: '200' },
		{ status: true, code: '-403' },
		{ status: true, code: -403 },
		{ status: 'true', code: '200' },
		{ status: 1, code: '200' },
		{ code: '200' },
		{},
		[],
		null,
		undefined,
		'{"status":true}',
		true,
	])('does not accept %j', (answer) => {
		expect(isSuccess(answer)).toBe(false);
	});

});
