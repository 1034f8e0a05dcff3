import type { Resource } from '../../catalogue/types';
import { createAppPayment } from './createAppPayment';
import { createMiniProgramPayment } from './createMiniProgramPayment';
import { createMobileWebPayment } from './createMobileWebPayment';
import { createWebPayment } from './createWebPayment';

export const alipay: Resource = {
	value: 'alipay',
	name: 'Alipay',
	operations: [createWebPayment, createAppPayment, createMiniProgramPayment, createMobileWebPayment],
};
