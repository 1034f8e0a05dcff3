import type { Resource } from '../../catalogue/types';
import { create } from './create';
import { get } from './get';
import { waitForRefund } from './waitForRefund';

export const refund: Resource = {
	value: 'refund',
	name: 'Refund',
	operations: [get, create, waitForRefund],
};
