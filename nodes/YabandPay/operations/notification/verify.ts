import type { Operation } from '../../catalogue/types';
import { notificationText } from '../../fields/notificationText';
import { performVerify } from '../../requests/notifications';

export const verify: Operation = {
	value: 'verify',
	name: 'Verify',
	action: 'Verify a notification',
	description: 'Check whether a notification that was received elsewhere (a queue, a Webhook node, an email) is genuine. Nothing is sent.',
	method: '',
	account: 'cashier',
	effect: 'read',
	page: 'en/payments/others/notify.html',
	fields: [notificationText],
	perform: performVerify,
};
