import type { Resource } from '../../catalogue/types';
import { executeOrder } from './executeOrder';
import { getOrder } from './getOrder';
import { getQuote } from './getQuote';

export const foreignExchange: Resource = {
	value: 'foreignExchange',
	name: 'Foreign Exchange',
	operations: [getQuote, executeOrder, getOrder],
};
