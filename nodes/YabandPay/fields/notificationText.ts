import { EVENTS } from '../../../protocol/states';
import type { Field } from '../catalogue/types';

/** Fields of the operations that work on notifications without calling the gateway. */

export const notificationText: Field = {
	displayName: 'Notification',
	name: 'notification_text',
	typeOptions: { rows: 5 },
	placeholder: 'e.g. {"sign":"…","data":{…}}',
	description:
		'The body of the notification as text, exactly as it was received. Text that was parsed and written again may have lost digits, e.g. 24.90 became 24.9, and then does not verify.',
	required: true,
};

export const event: Field = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	default: 'payment.paid',
	description: 'What the notification reports',
	required: true,
	options: EVENTS.map(({ name, value, description }) => ({ name, value, description })),
};
