import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	AmountError,
	CURRENCIES,
	currencyDigits,
	CurrencyError,
	formatAmount,
	isDecimal,
	minorUnits,
	sameAmount,
} from '../../../protocol/money.ts';

describe('formatAmount', () => {
	it.each([
		['24.9', 'EUR', '24.90'],
		[24.9, 'EUR', '24.90'],
		['24', 'EUR', '24.00'],
		[24, 'EUR', '24.00'],
		[' 24.99\n', 'EUR', '24.99'],
		['0.01', 'EUR', '0.01'],
		['007.5', 'EUR', '7.50'],
		['1250', 'JPY', '1250'],
		[1250, 'JPY', '1250'],
		['1.5', 'KWD', '1.500'],
		['1.234', 'KWD', '1.234'],
		['5', 'XTS', '5.00'],
		['999999999999.99', 'EUR', '999999999999.99'],
	])('writes %s %s as %s', (value, currency, text) => {
		expect(formatAmount(value, currency)).toBe(text);
	});

	it.each([
		['12,50', 'EUR', /"12,50" is not a plain positive number/],
		['-1', 'EUR', /"-1" is not a plain positive number/],
		['+1', 'EUR', /not a plain positive number/],
		['abc', 'EUR', /"abc" is not a plain positive number/],
		['1.234', 'EUR', /"1.234" has more decimals than EUR has \(2\)/],
		['1.000', 'EUR', /more decimals/],
		['1.5', 'JPY', /more decimals than JPY has \(0\)/],
		['1.2345', 'KWD', /more decimals/],
		[0.1 + 0.2, 'EUR', /"0.30000000000000004" has more decimals/],
		['', 'EUR', /empty/],
		['   ', 'EUR', /empty/],
		[undefined, 'EUR', /empty/],
		[null, 'EUR', /empty/],
		[true, 'EUR', /empty or no number/],
		[[5], 'EUR', /empty or no number/],
		['0', 'EUR', /is nothing/],
		['0.00', 'EUR', /is nothing/],
		[0, 'JPY', /is nothing/],
		[1e21, 'EUR', /not a plain positive number/],
		['1e2', 'EUR', /not a plain positive number/],
		[Number.NaN, 'EUR', /not a plain positive number/],
		[Infinity, 'EUR', /not a plain positive number/],
		['1.', 'EUR', /not a plain/],
		['.5', 'EUR', /not a plain/],
		['1 000', 'EUR', /not a plain/],
		['1.2.3', 'EUR', /not a plain/],
		['0x10', 'EUR', /not a plain/],
		['\uff11\uff12', 'EUR', /not a plain/],
		['€ 5', 'EUR', /not a plain/],
		['1000000000000', 'EUR', /too large/],
	])('refuses %j %s', (value, currency, message) => {
		expect(() => formatAmount(value, currency)).toThrow(AmountError);
		expect(() => formatAmount(value, currency)).toThrow(message);
	});

	it('takes a big integer', () => {
		expect(formatAmount(10n ** 11n, 'EUR')).toBe('100000000000.00');
	});

	it('quotes no more than the beginning of a long text', () => {
		expect(() => formatAmount('x'.repeat(500), 'EUR')).toThrow(new RegExp(`"x{40}…" is not`));
	});

	it('accepts nothing as an amount only when asked to', () => {
		expect(formatAmount('0', 'EUR', { allowZero: true })).toBe('0.00');
		expect(() => formatAmount('-0', 'EUR', { allowZero: true })).toThrow(AmountError);
	});

	it.each(['eur', 'EURO', 'E', '', ' EUR', '123', 'ÉÉÉ', undefined as unknown as string])('refuses %j as a currency', (currency) => {
		expect(() => formatAmount('1', currency)).toThrow(CurrencyError);
	});

	it('never changes the value, for any currency', () => {
		const currency = fc.constantFrom(...CURRENCIES);
		fc.assert(
			fc.property(currency, fc.bigInt(1n, 10n ** 12n - 1n), ({ code, digits }, minor) => {
				const text = minor.toString().padStart(digits + 1, '0');
				const amount = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
				expect(formatAmount(amount, code)).toBe(amount);
				expect(minorUnits(amount, code)).toBe(minor);
				const short = amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
				expect(formatAmount(short, code)).toBe(amount);
			}),
		);
	});

	it('writes any number of cents typed as a number exactly', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 10 ** 9 }), (cents) => {
				expect(minorUnits(formatAmount(cents / 100, 'EUR'), 'EUR')).toBe(BigInt(cents));
			}),
		);
	});
});

describe('currencies', () => {
	it.each([
		['EUR', 2],
		['JPY', 0],
		['KRW', 0],
		['KWD', 3],
		['BHD', 3],
		['XTS', 2],
	])('%s has %d decimals', (code, digits) => {
		expect(currencyDigits(code)).toBe(digits);
	});

	it('are each there once, in order, with a name', () => {
		const codes = CURRENCIES.map(({ code }) => code);
		expect(codes).toEqual([...new Set(codes)].sort());
		expect(CURRENCIES.every(({ name }) => name.length > 3)).toBe(true);
	});

	it('have the minor units of ISO 4217', () => {
		const of = (count: number): string[] => CURRENCIES.filter(({ digits }) => digits === count).map(({ code }) => code);
		expect(of(0)).toEqual(['CLP', 'ISK', 'JPY', 'KRW', 'PYG', 'UGX', 'VND', 'XAF', 'XOF', 'XPF']);
		expect(of(3)).toEqual(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);
		expect(of(2)).toHaveLength(CURRENCIES.length - 17);
	});
});

describe('minorUnits', () => {
	it.each([
		['12.5', 'EUR', '1250'],
		['12.500', 'EUR', '1250'],
		['12', 'EUR', '1200'],
		['12', 'JPY', '12'],
		['12.00', 'JPY', '12'],
		['0.001', 'KWD', '1'],
		['-5.25', 'EUR', '-525'],
		['9007199254740993.01', 'EUR', '900719925474099301'],
	])('of %s %s is %s', (amount, currency, units) => {
		expect(minorUnits(amount, currency)).toBe(BigInt(units));
	});

	it.each(['12.505', '1e2', '', ' 1', '1,5', 'NaN'])('refuses %j EUR', (amount) => {
		expect(() => minorUnits(amount, 'EUR')).toThrow(AmountError);
	});
});

describe('sameAmount', () => {
	it.each([
		['12.5', '12.50', true],
		['12', '12.00', true],
		['012.50', '12.5', true],
		['0', '-0.00', true],
		['100', '1', false],
		['10', '1', false],
		['12.5', '12.05', false],
		['-1', '1', false],
		['0.1', '0.10000000000000000000000000001', false],
		['abc', 'abc', false],
		['', '', false],
		['1e1', '10', false],
	])('%s and %s: %s', (a, b, same) => {
		expect(sameAmount(a, b)).toBe(same);
		expect(sameAmount(b, a)).toBe(same);
	});

	it('knows decimal text', () => {
		expect(['1', '1.5', '-1.50', '0'].every(isDecimal)).toBe(true);
		expect(['', '1.', '.5', '+1', '1e1', '1,5', ' 1'].some(isDecimal)).toBe(false);
	});
});
