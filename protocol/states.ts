/** What a state is a state of. */
export type StateKind = 'payment' | 'refund' | 'payout' | 'fx';

interface State {
	readonly state: string;
	/** How far along it is: a notification with a lower rank than one seen before came late. */
	readonly rank: number;
	readonly final?: true;
	/** Other spellings and the two-digit code, in lower case with single spaces. */
	readonly aliases?: readonly string[];
	/** What a person calls it, where the gateway's word says little. */
	readonly label?: string;
	readonly description: string;
}

/**
 * One spelling per state (reference section 11.1). Ranks say what can follow what. `paid` and `cancelled` share the top rank, since a paid
 * order can be cancelled on the same day, and news of money must not be dropped because it came after a cancellation.
 */
const STATES: Readonly<Record<StateKind, readonly State[]>> = {
	payment: [
		{ state: 'paid', rank: 3, final: true, aliases: ['00'], description: 'The payer has paid' },
		{ state: 'authorized', rank: 1, aliases: ['01', 'authorised'], description: 'The amount is reserved on the card, to be captured within 30 days' },
		{ state: 'pending', rank: 0, aliases: ['02'], description: 'The payment waits for somebody to act' },
		{ state: 'processing', rank: 0, aliases: ['03'], description: 'The order is created and not paid yet' },
		{ state: 'verify', rank: 1, aliases: ['04'], label: 'under review', description: 'Paid, but under risk review: do not deliver yet' },
		{ state: 'declined', rank: 2, final: true, aliases: ['05'], description: 'The payment was declined' },
		{ state: 'failed', rank: 2, final: true, aliases: ['06'], description: 'The payment failed' },
		{ state: 'expired', rank: 2, final: true, aliases: ['07'], description: 'The time to pay or to capture ran out' },
		{ state: 'cancelled', rank: 3, final: true, aliases: ['08', 'canceled'], description: 'The order was cancelled' },
	],
	refund: [
		{
			state: 'awaiting approval',
			rank: 0,
			aliases: ['20', 'to be approval', 'to be approved', 'to be approve'],
			description: 'The refund waits for approval',
		},
		{ state: 'pending', rank: 1, aliases: ['21', 'refund pending'], description: 'The refund is waiting to be processed' },
		{ state: 'processing', rank: 2, aliases: ['22', 'refund processing'], description: 'The refund is on its way' },
		{ state: 'refunded', rank: 4, final: true, aliases: ['23'], label: 'completed', description: 'The money went back to the payer' },
		{ state: 'failed', rank: 3, final: true, aliases: ['24', 'refund failed'], description: 'The refund failed and can be tried again' },
		{ state: 'error', rank: 3, final: true, aliases: ['25', 'refund error'], description: 'The refund went wrong: contact YabandPay support' },
	],
	payout: [
		{ state: 'awaiting approval', rank: 0, description: 'The payout waits for approval' },
		{ state: 'pending', rank: 1, description: 'The payout is approved and on its way' },
		{ state: 'completed', rank: 2, final: true, description: 'The money has left the wallet' },
		{ state: 'failed', rank: 2, final: true, description: 'The payout failed' },
		{ state: 'declined', rank: 2, final: true, description: 'The payout was not approved' },
		{ state: 'cancelled', rank: 2, final: true, aliases: ['canceled'], description: 'The payout was cancelled' },
		{ state: 'overruled', rank: 2, final: true, description: 'The payout was overruled (older accounts)' },
	],
	fx: [
		{ state: 'pending', rank: 0, description: 'The trade is not booked or not settled yet' },
		{ state: 'success', rank: 1, description: 'The trade is booked' },
		{ state: 'settled', rank: 2, final: true, description: 'Both sides of the trade are settled' },
	],
};

const spelled = (raw: string): string => raw.trim().toLowerCase().replace(/[\s_-]+/g, ' ');

const find = (kind: StateKind, raw: string): State | undefined => {
	const text = spelled(raw);
	const code = /^\d$/.test(text) ? `0${text}` : text;
	return STATES[kind].find(({ state, aliases }) => state === text || aliases?.includes(code));
};

/**
 * The one spelling of a state, whatever the spelling it came in: capitals, `canceled`, `awaiting_approval`, or a code such as `03`.
 *
 * @param raw the state as sent
 * @returns lower case, words parted by a space; an unknown state in the same form
 */
export function normalizeState(kind: StateKind, raw: string): string {
	return find(kind, raw)?.state ?? spelled(raw);
}

/** Tells whether nothing but a new decision by a person can change the state any more. An unknown state is never final. */
export function isFinal(kind: StateKind, state: string): boolean {
	return find(kind, state)?.final ?? false;
}

/** How far along a state is, from 0; undefined for an unknown one. Comparable within a kind only. */
export function rank(kind: StateKind, state: string): number | undefined {
	return find(kind, state)?.rank;
}

/**
 * Tells whether news of the state `later` may follow the state `earlier`. False means that the news came late: a `processing` that
 * arrives after the `paid`. A repeat of the same state is no step back, and neither is a state that is not known.
 *
 * @param later the state that came now
 * @param earlier the furthest state seen before
 */
export function supersedes(kind: StateKind, later: string, earlier: string): boolean {
	const now = rank(kind, later);
	const before = rank(kind, earlier);
	return now === undefined || before === undefined || now >= before;
}

/** What the gateway notifies of. Nothing is known of notifications about foreign exchange. */
export type NotificationKind = Exclude<StateKind, 'fx'>;

/** The name of an event, e.g. `payment.paid` or `payout.awaiting_approval`. */
export function eventName(kind: NotificationKind, state: string): string {
	return `${kind}.${normalizeState(kind, state).replace(/\s+/g, '_')}`;
}

/** An event a workflow can be started by. */
export interface EventDescription {
	readonly value: string;
	readonly name: string;
	readonly description: string;
}

const titled = (text: string): string => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

/** Every documented event, in the order of the documentation. */
export const EVENTS: readonly EventDescription[] = (['payment', 'refund', 'payout'] as const).flatMap((kind) =>
	STATES[kind].map(({ state, label = state, description }) => ({
		value: eventName(kind, state),
		name: titled(`${kind} ${label}`),
		description,
	})),
);
