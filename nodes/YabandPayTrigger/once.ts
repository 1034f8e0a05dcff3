import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { VerifiedNotification } from '../../protocol/notification';
import { supersedes } from '../../protocol/states';

/**
 * How many payments, refunds and payouts are remembered across restarts, and in how many bytes of JSON at the most. n8n
 * reads and writes its static data whole with every notification.
 */
export const KEPT_IN_STATIC_DATA = { subjects: 1_000, bytes: 64 * 1024 } as const;

/** How many are remembered in memory, about 10 MB at the most. */
export const KEPT_IN_MEMORY = 50_000;

/** No state of the gateway is as long, and no subject has as many. */
const LONGEST_STATE = 32;
const MOST_STATES = 32;

type States = readonly string[];

/** What a notification is to those that came before it. */
export type Claim =
	| { readonly kind: 'duplicate' }
	/** A state that comes before one already seen: a `processing` after the `paid`. */
	| { readonly kind: 'late' }
	/** One about the same subject is being stored right now: whether it is a copy of this one, and whether it was stored. */
	| { readonly kind: 'under_way'; readonly isCopy: boolean; readonly stored: Promise<boolean> }
	/** Nobody has it: the caller stores it and tells how that ended. */
	| { readonly kind: 'first'; readonly settle: (stored: boolean) => void };

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);

const subjectOf = ({ kind, id }: VerifiedNotification): string => hash(`${kind}:${id}`);

/** A state as it is remembered. One nobody knows may be of any length and hold a comma. */
const stateOf = ({ state }: VerifiedNotification): string =>
	state.length > LONGEST_STATE || state.includes(',') ? hash(state) : state;

/** Sets an entry and makes it the newest; of more than `limit` the oldest goes. */
function setNewest<T>(map: Map<string, T>, key: string, value: T, limit: number): void {
	map.delete(key);
	map.set(key, value);
	if (map.size > limit) map.delete(map.keys().next().value as string);
}

/**
 * Remembers which notifications of one trigger have started the workflow. In memory, a claim is atomic, so that copies that
 * arrive at the same time start it once. n8n's static data carries the memory over a restart and to other processes.
 */
export class Once {
	private readonly seen = new Map<string, States>();

	/** The newest of them, for static data: going through all would cost more than everything else. */
	private readonly newest = new Map<string, States>();

	private readonly underWay = new Map<string, { readonly state: string; readonly stored: Promise<boolean> }>();

	/** How many payments, refunds and payouts are remembered. */
	get size(): number {
		return this.seen.size;
	}

	/** Takes in what n8n's static data remembers, for example after a restart or from another process. */
	load(kept: unknown): void {
		if (typeof kept !== 'object' || kept === null) return;
		for (const [subject, states] of Object.entries(kept)) {
			if (typeof states !== 'string') continue;
			const known = this.seen.get(subject) ?? [];
			const added = states.split(',').filter((state) => !known.includes(state));
			if (added.length > 0) this.remember(subject, [...known, ...added]);
		}
	}

	/**
	 * What static data should remember, newest last; of what is too much the oldest is left out.
	 *
	 * @param claimed a notification that will be stored before n8n saves this
	 */
	save(claimed: VerifiedNotification): IDataObject {
		const subject = subjectOf(claimed);
		const others = [...this.newest].reverse().filter(([key]) => key !== subject);
		const own: [string, States] = [subject, [...(this.seen.get(subject) ?? []), stateOf(claimed)]];
		const kept: Array<[string, string]> = [];
		let bytes = '{}'.length;
		for (const [key, states] of [own, ...others].slice(0, KEPT_IN_STATIC_DATA.subjects)) {
			const text = states.join(',');
			bytes += Buffer.byteLength(JSON.stringify({ [key]: text }));
			if (bytes > KEPT_IN_STATIC_DATA.bytes) break;
			kept.push([key, text]);
		}
		return Object.fromEntries(kept.reverse());
	}

	/** Claims a notification, identified by kind, id and state. */
	claim(notification: VerifiedNotification): Claim {
		const subject = subjectOf(notification);
		const state = stateOf(notification);
		const states = this.seen.get(subject) ?? [];
		if (states.includes(state)) return { kind: 'duplicate' };
		if (states.some((earlier) => !supersedes(notification.kind, state, earlier))) return { kind: 'late' };
		const running = this.underWay.get(subject);
		if (running !== undefined) return { kind: 'under_way', isCopy: running.state === state, stored: running.stored };

		let settle: (stored: boolean) => void = () => {};
		const stored = new Promise<boolean>((resolve) => {
			settle = (wasStored) => {
				this.underWay.delete(subject);
				if (wasStored) this.remember(subject, [...(this.seen.get(subject) ?? []), state]);
				resolve(wasStored);
			};
		});
		this.underWay.set(subject, { state, stored });
		return { kind: 'first', settle };
	}

	private remember(subject: string, states: States): void {
		const kept = [...new Set(states)].slice(-MOST_STATES);
		setNewest(this.seen, subject, kept, KEPT_IN_MEMORY);
		setNewest(this.newest, subject, kept, KEPT_IN_STATIC_DATA.subjects);
	}
}

const memories = new Map<string, Once>();

/** The memory of one trigger node; it lives as long as this n8n process. */
export function memoryOf(workflowId: string, nodeId: string): Once {
	const key = `${workflowId}:${nodeId}`;
	let memory = memories.get(key);
	if (memory === undefined) memories.set(key, (memory = new Once()));
	return memory;
}
