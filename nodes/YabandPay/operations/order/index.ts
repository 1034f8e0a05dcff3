import type { Resource } from '../../catalogue/types';
import { cancel } from './cancel';
import { find } from './find';
import { get } from './get';
import { getMany } from './getMany';
import { waitForPayment } from './waitForPayment';

export const order: Resource = {
	value: 'order',
	name: 'Order',
	operations: [get, find, getMany, cancel, waitForPayment],
};
