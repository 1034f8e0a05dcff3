import type { Field, Operation } from '../../catalogue/types';
import { matching } from '../../fields/checks';
import { nonceString } from '../../fields/common';
import { endTime, startBeforeEnd, startTime } from '../../fields/period';

const selectBy: Field = {
	displayName: 'Select By',
	name: 'select_by',
	type: 'options',
	default: 'period',
	local: true,
	description: 'Which transactions to get',
	options: [
		{ name: 'Clearing', value: 'clearing' },
		{ name: 'Period', value: 'period' },
	],
};

const clearingId: Field = {
	displayName: 'Clearing ID',
	name: 'clearing_id',
	placeholder: 'e.g. 20240219001',
	description: 'Number of the clearing, from a statement',
	required: true,
	showFor: { select_by: ['clearing'] },
	check: matching(/^[\w-]{1,64}$/, 'Clearing ID', 'be letters, digits and "-"'),
};

const period = [startTime, endTime].map((field) => ({ ...field, showFor: { select_by: ['period'] } }));

export const getTransactions: Operation = {
	value: 'getTransactions',
	name: 'Get Transactions',
	action: 'Get transactions of a wallet',
	description: 'Get the transactions of a clearing, or of a period of at most one year',
	method: 'v3.GetTradebill',
	account: 'superAdmin',
	effect: 'read',
	page: 'en/finance/transactions.html',
	constants: { command: 'getTradebillInfo' },
	fields: [selectBy, clearingId, ...period],
	options: [nonceString],
	rules: [startBeforeEnd],
	answer: { list: 'tradebill' },
};
