/** A way to be hurt, as data: the faults page, the control API and the table in the README follow from this list. */
export interface FaultKindDefinition {
	title: string;
	/** What happens. */
	effect: string;
	/** Which part of the work it hits. */
	hits: 'connections' | 'requests' | 'notifications';
	/** Which numbers it takes. */
	takes: ReadonlyArray<'seconds' | 'status' | 'times'>;
}

export const FAULT_KINDS = {
	refuse: {
		title: 'Refuse connections',
		hits: 'connections',
		takes: ['seconds'],
		effect: 'Nothing listens on the port for so many seconds, for every account.',
	},
	reset: {
		title: 'Reset in the middle',
		hits: 'requests',
		takes: [],
		effect: 'The connection is reset in the middle of the answer. Nothing was booked.',
	},
	slow: {
		title: 'Slow answer',
		hits: 'requests',
		takes: ['seconds'],
		effect: 'The work is done at once, the answer comes so many seconds later.',
	},
	server_error: {
		title: 'Server error',
		hits: 'requests',
		takes: ['status'],
		effect: 'HTTP 5xx with an empty body. Nothing was booked.',
	},
	html: {
		title: 'HTML instead of JSON',
		hits: 'requests',
		takes: [],
		effect: 'HTTP 200 with a web page, as a maintenance proxy sends it. Nothing was booked.',
	},
	cut_json: { title: 'Cut JSON', hits: 'requests', takes: [], effect: 'The work is done, half of the answer arrives.' },
	lost_answer: {
		title: 'Answer lost',
		hits: 'requests',
		takes: [],
		effect: 'The work is done, e.g. the charge is made, then the connection breaks without an answer.',
	},
	notification_early: {
		title: 'Notification early',
		hits: 'requests',
		takes: [],
		effect: 'The order is paid and its notification delivered before the request is answered.',
	},
	notification_late: {
		title: 'Notification late',
		hits: 'notifications',
		takes: ['seconds'],
		effect: 'The first attempt comes so many seconds late.',
	},
	notification_duplicated: {
		title: 'Notification duplicated',
		hits: 'notifications',
		takes: ['times'],
		effect: 'The same notification is delivered so many times more.',
	},
	notification_shuffled: {
		title: 'Notification shuffled',
		hits: 'notifications',
		takes: [],
		effect: 'A genuine processing of the same order follows the notification.',
	},
	notification_forged: {
		title: 'Notification forged',
		hits: 'notifications',
		takes: [],
		effect: 'A copy signed with a wrong key is sent before the genuine one.',
	},
	notification_never: {
		title: 'Notification never',
		hits: 'notifications',
		takes: [],
		effect: 'The notification is kept back; it can be sent by hand.',
	},
	wrong_amount: {
		title: 'Wrong amount',
		hits: 'notifications',
		takes: [],
		effect: 'The notification names another amount, and is genuinely signed.',
	},
} as const satisfies Record<string, FaultKindDefinition>;

export type FaultKind = keyof typeof FAULT_KINDS;

export const FAULT_KIND_NAMES = Object.keys(FAULT_KINDS) as FaultKind[];

/** How far each number may go: drills are bounded. */
export const FAULT_LIMITS = { seconds: 120, status: 599, times: 20 } as const;
