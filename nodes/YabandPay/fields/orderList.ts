import type { Field } from '../catalogue/types';
import { matching } from './checks';

/** For who wants the gateway's file itself rather than its lines. */
export const outputFileField: Field = {
	displayName: 'Put Output File in Field',
	name: 'output_file_field',
	placeholder: 'e.g. data',
	description:
		"Give the gateway's CSV file as it came instead of one item per order: one item with the file in the binary field of this name",
	local: true,
	check: matching(/^\w{1,64}$/, 'Put Output File in Field', 'be the name of a field: letters, digits and "_"'),
};
