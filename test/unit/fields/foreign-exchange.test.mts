import { describe, expect, it } from 'vitest';
import { differentSides } from '../../../nodes/YabandPay/fields/foreignExchange.ts';

const sides = (sell_currency: string, buy_currency: string, currency: string) => () =>
	differentSides({ sell_currency, buy_currency, currency });

describe('the sides of a currency exchange', () => {
	it.each(['EUR', 'USD'])('the amount may be in the currency sold or bought: %s', (currency) => {
		expect(sides('EUR', 'USD', currency)).not.toThrow();
	});

	it('refuses to exchange a currency for itself', () => {
		expect(sides('EUR', 'EUR', 'EUR')).toThrow('EUR cannot be exchanged for EUR');
	});

	it('refuses an amount in a third currency', () => {
		expect(sides('EUR', 'USD', 'GBP')).toThrow('The amount cannot be in GBP when EUR is sold and USD is bought');
	});
});
