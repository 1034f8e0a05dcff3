import type { Resource } from '../../catalogue/types';
import { capture } from './capture';
import { decrease } from './decrease';

export const preAuthorization: Resource = {
	value: 'preAuthorization',
	name: 'Pre-Authorization',
	operations: [capture, decrease],
};
