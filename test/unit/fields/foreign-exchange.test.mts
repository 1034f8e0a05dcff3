import { describe, expect, it } from 'vitest';
import { getQuote } from '../../../nodes/YabandPay/operations/foreignExchange/getQuote.ts';
import { build } from './build.mts';

const quote = (sell_currency: string, buy_currency: string, currency: string) => () =>
	build(getQuote, { sell_currency, buy_currency, currency, amount: '1000.00', tenor: 'TOD' });

describe('the sides of a currency exchange', () => {
	it.each(['EUR', 'USD'])('the amount may be in the currency sold or bought: %s', (currency) => {
		expect(quote('EUR', 'USD', currency)()).toMatchObject({ sell_currency: 'EUR', buy_currency: 'USD', currency });
	});

	it('refuses to exchange a currency for itself', () => {
		expect(quote('EUR', 'EUR', 'EUR')).toThrow('EUR cannot be exchanged for EUR');
	});

	it('refuses an amount in a third currency', () => {
		expect(quote('EUR', 'USD', 'GBP')).toThrow('The amount cannot be in GBP when EUR is sold and USD is bought');
	});
});
