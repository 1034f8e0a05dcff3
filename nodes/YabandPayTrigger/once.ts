import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { VerifiedNotification } from '../../protocol/notification';
import { supersedes } from '../../protocol/states';

/**
 * How many payments, refunds and payouts are remembered across restarts: about 40 kB in n8n's static data, which n8n reads
 * and writes with every notification.
 */
export const KEPT_IN_STATIC_DATA = 1_000;

/** How many are remembered in memory, about 10 MB at the most. */
export const KEPT_IN_MEMORY = 50_000;

type States = readonly string[];

/** What a notification is to one that came before it. */
export type Claim =
	| { readonly kind: 'duplicate' }
	/** A state that comes before one already seen: a `processing` after the `paid`. */
	| { readonly kind: 'late' }
	/** The same notification is being stored right now; resolves to whether it was. */
	| { readonly kind: 'under_way'; readonly stored: Promise<boolean> }
	/** Nobody has it: the caller stores it and tells how that ended. */
	| { readonly kind: 'first'; readonly settle: (stored: boolean) => void };

const subjectOf = ({ kind, id }: VerifiedNotification): string =>
	createHash('sha256').update(`${kind}:${id}`).digest('base64url').slice(0, 16);

/**
 * Remembers which notifications of one trigger have started the workflow. In memory, a claim is atomic, so that copies that
 * arrive at the same time start it once. n8n's static data carries the memory over a restart and to other processes.
 */
export class Once {
	private readonly seen = new Map<string, States>();

	private readonly underWay = new Map<string, Promise<boolean>>();

	/** How many payments, refunds and payouts are remembered. */
	get size(): number {
		return this.seen.size;
	}

	/** Takes in what n8n's static data remembers, for example after a restart or from another process. */
	load(kept: IDataObject): void {
		for (const [subject, states] of Object.entries(kept)) {
			if (typeof states !== 'string') continue;
			const known = this.seen.get(subject) ?? [];
			const added = states.split(',').filter((state) => !known.includes(state));
			if (added.length > 0) this.remember(subject, [...known, ...added]);
		}
	}

	/**
	 * What static data should remember, newest last.
	 *
	 * @param claimed a notification that will be stored before n8n saves this
	 */
	save(claimed?: VerifiedNotification): IDataObject {
		const newest = [...this.seen].slice(-KEPT_IN_STATIC_DATA);
		const kept: IDataObject = Object.fromEntries(newest.map(([subject, states]) => [subject, states.join(',')]));
		if (claimed === undefined) return kept;
		const subject = subjectOf(claimed);
		return { ...kept, [subject]: [...(this.seen.get(subject) ?? []), claimed.state].join(',') };
	}

	/** Claims a notification, identified by kind, id and state. */
	claim(notification: VerifiedNotification): Claim {
		const subject = subjectOf(notification);
		const { kind, state } = notification;
		const states = this.seen.get(subject) ?? [];
		if (states.includes(state)) return { kind: 'duplicate' };
		const attempt = `${subject}:${state}`;
		const running = this.underWay.get(attempt);
		if (running !== undefined) return { kind: 'under_way', stored: running };
		if (states.some((earlier) => !supersedes(kind, state, earlier))) return { kind: 'late' };

		let settle: (stored: boolean) => void = () => {};
		const stored = new Promise<boolean>((resolve) => {
			settle = (wasStored) => {
				this.underWay.delete(attempt);
				if (wasStored) this.remember(subject, [...(this.seen.get(subject) ?? []), state]);
				resolve(wasStored);
			};
		});
		this.underWay.set(attempt, stored);
		return { kind: 'first', settle };
	}

	private remember(subject: string, states: States): void {
		this.seen.delete(subject);
		this.seen.set(subject, states);
		if (this.seen.size > KEPT_IN_MEMORY) this.seen.delete(this.seen.keys().next().value as string);
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
