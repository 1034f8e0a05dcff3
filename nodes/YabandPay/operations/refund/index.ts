import type { Resource } from '../../catalogue/types';
import { create } from './create';
import { get } from './get';

export const refund: Resource = {
	value: 'refund',
	name: 'Refund',
	operations: [create, get],
};
