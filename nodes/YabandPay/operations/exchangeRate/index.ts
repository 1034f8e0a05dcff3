import type { Resource } from '../../catalogue/types';
import { get } from './get';

export const exchangeRate: Resource = {
	value: 'exchangeRate',
	name: 'Exchange Rate',
	operations: [get],
};
