import type { Resource } from '../../catalogue/types';
import { chargeScannedCode } from './chargeScannedCode';
import { createQrCode } from './createQrCode';

export const inStore: Resource = {
	value: 'inStore',
	name: 'In-Store',
	operations: [createQrCode, chargeScannedCode],
};
