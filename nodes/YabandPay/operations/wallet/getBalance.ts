import type { Operation } from '../../catalogue/types';
import { currency, nonceString } from '../../fields/common';

export const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance of a wallet',
	description: 'Get how much money the wallet of a currency holds',
	method: 'v3.MerchantBalance',
	account: 'superAdmin',
	effect: 'read',
	page: 'en/finance/getbalance.html',
	constants: { command: 'getBalance' },
	fields: [currency],
	options: [nonceString],
};
