import type { Resource } from '../../catalogue/types';
import { call } from './call';

export const customApiCall: Resource = {
	value: 'customApiCall',
	name: 'Custom API Call',
	operations: [call],
};
