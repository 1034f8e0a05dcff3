import type { Operation } from '../../catalogue/types';
import { amount, currency, orderId, tradeId } from '../../fields/common';
import { event } from '../../fields/notificationText';
import { performTestNotification } from '../../requests/notifications';

export const createTestNotification: Operation = {
	value: 'createTestNotification',
	name: 'Create Test Notification',
	action: 'Create a signed test notification',
	description: 'Make a correctly signed sample notification to try a workflow out. Send its body to the trigger with an HTTP Request node.',
	method: '',
	account: 'cashier',
	effect: 'read',
	page: 'en/payments/others/notify.html',
	fields: [event, amount, currency, orderId],
	options: [{ ...tradeId, required: false, description: 'Trade ID the notification names. Leave empty for a made-up one.' }],
	perform: performTestNotification,
};
