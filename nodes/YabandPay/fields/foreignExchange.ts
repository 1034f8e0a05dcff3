import type { Field } from '../catalogue/types';
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
