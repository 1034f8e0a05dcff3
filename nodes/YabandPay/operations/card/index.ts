import type { Resource } from '../../catalogue/types';
import { chargeApplePay } from './chargeApplePay';
import { chargeGooglePay } from './chargeGooglePay';
import { chargePaymentPluginToken } from './chargePaymentPluginToken';
import { chargeToken } from './chargeToken';
import { createHostedPagePayment } from './createHostedPagePayment';

export const card: Resource = {
	value: 'card',
	name: 'Card',
	operations: [createHostedPagePayment, chargeApplePay, chargeGooglePay, chargePaymentPluginToken, chargeToken],
};
