import type { Resource } from '../../catalogue/types';
import { cancel } from './cancel';
import { reverse } from './reverse';
import { startAuthorization } from './startAuthorization';
import { startSale } from './startSale';

export const posTerminal: Resource = {
	value: 'posTerminal',
	name: 'POS Terminal',
	operations: [startSale, startAuthorization, reverse, cancel],
};
