import type { Field, Operation } from '../../catalogue/types';
import { matching } from '../../fields/checks';
import { nonceString } from '../../fields/common';

const pad = (value: string): string => value.padStart(2, '0');

const billDate: Field = {
	displayName: 'Date',
	name: 'bill_date',
	type: 'dateTime',
	default: '',
	typeOptions: { dateOnly: true },
	placeholder: 'e.g. 2026-11-21',
	description: 'The day of the statement',
	required: true,
	check: (value) => {
		const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(value);
		const text = iso ? `${pad(iso[3])}-${pad(iso[2])}-${iso[1]}` : value;
		return matching(/^(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-\d{4}$/, 'Date', 'be a day, e.g. 2026-11-21')(text);
	},
};

export const getStatement: Operation = {
	value: 'getStatement',
	name: 'Get Statement',
	action: 'Get a daily statement',
	description: 'Get the settlement statement of one day of the last three months. It is ready after 07:00 (Dutch time) of the next day.',
	method: 'v3.GetTradebill',
	account: 'superAdmin',
	effect: 'read',
	page: 'en/finance/reports.html',
	constants: { command: 'getTradebill' },
	fields: [billDate],
	options: [nonceString],
	answer: { list: 'tradebill' },
};
