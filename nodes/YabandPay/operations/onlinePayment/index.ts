import type { Resource } from '../../catalogue/types';
import { create } from './create';
import { createBankTransfer } from './createBankTransfer';
import { createIdealQrCode } from './createIdealQrCode';

export const onlinePayment: Resource = {
	value: 'onlinePayment',
	name: 'Online Payment',
	operations: [create, createBankTransfer, createIdealQrCode],
};
