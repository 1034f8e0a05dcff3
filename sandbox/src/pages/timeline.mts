import type { Timeline } from '../control.mts';
import type { Attempt } from '../notifications/notifier.mts';
import type { StoredRequest } from '../requests.mts';
import type { NotificationView } from '../views.mts';

/** One line of an order's timeline. */
export interface Entry {
	kind: 'state' | 'request' | 'notification';
	at: number;
	title: string;
	detail: string;
	bad?: boolean;
	state?: string;
	status?: string;
	id?: string;
	link?: string;
	linkText?: string;
	texts?: Array<[string, string]>;
	attempts?: Attempt[];
	resend?: string;
}

function requestEntry(request: StoredRequest): Entry {
	const { id, at, method, code, fault } = request;
	const refused = code !== '200';
	return {
		kind: 'request',
		at,
		id: `request-${id}`,
		bad: refused,
		title: `Request ${method ?? ''}`,
		status: refused ? code || undefined : undefined,
		detail: `Answered ${code || 'nothing'}${fault ? `, fault: ${fault}` : ''}`,
		link: `/requests/${id}`,
		linkText: 'Signature, body and answer side by side',
		texts: [
			['String to sign', request.string_to_sign],
			['Body', request.raw],
			['Answer', request.answer || '(none)'],
		],
	};
}

function outcomeOf({ attempts }: NotificationView): string {
	const last = attempts.at(-1);
	if (!last) return 'Not sent yet';
	const tries = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
	return `${tries}, last answer: ${last.error ?? `${last.status} ${last.answer.slice(0, 80) || '(empty)'}`}`;
}

function notificationEntry(notification: NotificationView): Entry {
	const { id, kind, state, created_at, status, fault, notify_url, body, string_to_sign, attempts } = notification;
	return {
		kind: 'notification',
		at: created_at,
		id: `notification-${id}`,
		title: `Notification: ${kind} ${state}`,
		status,
		bad: status === 'given up',
		detail: `${outcomeOf(notification)}${fault ? `, fault: ${fault}` : ''}`,
		texts: [
			['Sent to', notify_url],
			['String to sign', string_to_sign],
			['Body', body],
		],
		attempts,
		resend: `/notifications/${id}/resend`,
	};
}

/** Everything that happened to an order, oldest first. */
export function timelineEntries({ order, transitions, requests, notifications }: Timeline): Entry[] {
	const states = transitions.map(
		({ at, to, amount, cause }): Entry => ({
			kind: 'state',
			at,
			title: `${amount} ${order.currency}`,
			state: to,
			detail: cause,
		}),
	);
	const entries = [...requests.map(requestEntry), ...states, ...notifications.map(notificationEntry)];
	return oldestFirst(entries);
}

/** What happened around something that has no states of its own kept: its requests and notifications, oldest first. */
export function plainEntries(requests: StoredRequest[], notifications: NotificationView[]): Entry[] {
	return oldestFirst([...requests.map(requestEntry), ...notifications.map(notificationEntry)]);
}

/** Stable: of the same moment, requests come before what they led to. */
function oldestFirst(entries: Entry[]): Entry[] {
	return entries.sort((left, right) => left.at - right.at);
}
