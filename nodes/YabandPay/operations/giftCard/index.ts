import type { Resource } from '../../catalogue/types';
import { charge } from './charge';
import { createHostedPagePayment } from './createHostedPagePayment';

export const giftCard: Resource = {
	value: 'giftCard',
	name: 'Gift Card',
	operations: [createHostedPagePayment, charge],
};
