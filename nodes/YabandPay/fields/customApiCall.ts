import type { Field } from '../catalogue/types';
import { matching } from './checks';

/** Fields of a call that this package has no operation for. */

export const method: Field = {
	displayName: 'Method',
	name: 'method',
	placeholder: 'e.g. v3.PreauthIncrement',
	description: 'Name of the gateway method',
	required: true,
	local: true,
	check: matching(/^v\d+\.\w{1,64}$/, 'Method', 'be the name of a gateway method, e.g. v3.PreauthIncrement'),
};

export const callAccount: Field = {
	displayName: 'Account',
	name: 'call_account',
	type: 'options',
	default: 'uid',
	description: 'Which account of the credential the call runs under',
	local: true,
	options: [
		{ name: 'Account (UID)', value: 'uid' },
		{ name: 'Terminal (TID)', value: 'tid' },
	],
};

export const data: Field = {
	displayName: 'Fields (JSON)',
	name: 'data',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "trade_id": "4552eeea-1ae8-1e40-3b4b-802dc2f56458" }',
	description:
		'The fields of the call as a JSON object. User, time and signature are added. If the method takes a request_id, give one that stays the same when the execution is retried, so that a retry never charges twice.',
	required: true,
	local: true,
};
