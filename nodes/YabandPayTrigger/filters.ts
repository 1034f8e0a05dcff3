import type { IDataObject } from 'n8n-workflow';
import type { VerifiedNotification } from '../../protocol/notification';

const listOf = (value: unknown): string[] =>
	typeof value === 'string' ? value.split(/[\s]*,[\s]*/).map((entry) => entry.trim().toLowerCase()).filter(Boolean) : [];

/** The notification's fields that name the account or terminal, and the payment method; reference section 11. */
const FILTERED = { users: 'user', payment_methods: 'sub_pay_method' } as const;

/**
 * Tells whether a notification is one the workflow asked for.
 *
 * @param events event names, or `*` for all
 * @param filters comma-separated lists by filter name; an empty list lets everything through
 */
export function isWanted(notification: VerifiedNotification, events: readonly string[], filters: IDataObject): boolean {
	if (!events.includes('*') && !events.includes(notification.event)) return false;
	return Object.entries(FILTERED).every(([filter, field]) => {
		const wanted = listOf(filters[filter]);
		return wanted.length === 0 || wanted.includes((notification.fields[field] ?? '').toLowerCase());
	});
}
