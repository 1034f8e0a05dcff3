import { FieldError } from '../catalogue/fieldError';
import type { Field, Values } from '../catalogue/types';
import { atMost, matching } from './checks';

/** Fields of the FX methods; reference section 10. */

export const tenor: Field = {
	displayName: 'Settlement',
	name: 'tenor',
	type: 'options',
	default: 'TOD',
	description: 'When the currencies are exchanged',
	required: true,
	options: [
		{ name: 'Today (TOD)', value: 'TOD' },
		{ name: 'In Two Days (SPOT)', value: 'SPOT', description: 'Needs permission' },
	],
};

export const quoteId: Field = {
	displayName: 'Quote ID',
	name: 'quote_id',
	placeholder: 'e.g. 83e96dc0-8f8e-48c7-9bc4-6acc1019fced',
	description: 'The quote_id that Get Quote returned. A quote lives 30 seconds.',
	required: true,
	check: matching(/^[\w-]{8,64}$/, 'Quote ID', 'be the quote_id that Get Quote returned'),
};

export const reference: Field = {
	displayName: 'Reference',
	name: 'reference',
	placeholder: 'e.g. Week 47',
	description: 'Text of your own for this exchange',
	check: atMost(128, 'Reference'),
};

/** One currency is given for another, and the amount is of one of the two. */
export function differentSides({ sell_currency: sell = '', buy_currency: buy = '', currency = '' }: Values): void {
	if (sell === buy) {
		throw new FieldError(`${sell} cannot be exchanged for ${buy}`, 'Choose two different currencies. Nothing was sent to YabandPay.');
	}
	if (currency !== sell && currency !== buy) {
		throw new FieldError(
			`The amount cannot be in ${currency} when ${sell} is sold and ${buy} is bought`,
			`Set "Currency of the Amount" to ${sell} or ${buy}. Nothing was sent to YabandPay.`,
		);
	}
}
