import type { Resource } from '../../catalogue/types';
import { createAppPayment } from './createAppPayment';
import { createH5Payment } from './createH5Payment';
import { createMiniProgramPayment } from './createMiniProgramPayment';
import { createNativePayment } from './createNativePayment';

export const weChatPay: Resource = {
	value: 'weChatPay',
	name: 'WeChat Pay',
	operations: [createNativePayment, createAppPayment, createH5Payment, createMiniProgramPayment],
};
