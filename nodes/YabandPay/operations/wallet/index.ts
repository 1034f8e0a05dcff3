import type { Resource } from '../../catalogue/types';
import { createPayout } from './createPayout';
import { getBalance } from './getBalance';
import { getStatement } from './getStatement';
import { getTransactions } from './getTransactions';
import { waitForPayout } from './waitForPayout';

export const wallet: Resource = {
	value: 'wallet',
	name: 'Wallet',
	operations: [getBalance, createPayout, getStatement, getTransactions, waitForPayout],
};
