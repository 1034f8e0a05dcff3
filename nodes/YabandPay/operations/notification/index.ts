import type { Resource } from '../../catalogue/types';
import { createTestNotification } from './createTestNotification';
import { verify } from './verify';

export const notification: Resource = {
	value: 'notification',
	name: 'Notification',
	operations: [verify, createTestNotification],
};
