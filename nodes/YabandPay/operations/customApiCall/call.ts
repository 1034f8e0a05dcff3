import type { Operation } from '../../catalogue/types';
import { callAccount, data, method } from '../../fields/customApiCall';
import { performCustomCall } from '../../requests/customCall';

export const call: Operation = {
	value: 'call',
	name: 'Call',
	action: 'Call any method of the gateway',
	description: 'Call a method that has no operation of its own yet, with fields of your own. The call is signed like all others.',
	method: '',
	account: 'cashier',
	effect: 'money',
	page: 'en/sign.html',
	fields: [method, callAccount, data],
	perform: performCustomCall,
};
