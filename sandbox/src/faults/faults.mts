import type { NewNotification } from '../notifications/notifier.mts';
import { FAULT_KINDS, FAULT_KIND_NAMES, FAULT_LIMITS, type FaultKind } from './kinds.mts';
import { seededRandom } from './random.mts';

/** What to inject, for whom and how often. */
export interface FaultOption {
	kind: FaultKind;
	/** UID or TID it hits; default every account. */
	user?: string;
	/** Method it hits, e.g. `v3.POS`; default every method. Notifications have none. */
	method?: string;
	/** How many times in all; default until it is taken away. */
	count?: number;
	/** Probability per occasion, 0 to 1; default 1. */
	rate?: number;
	/** Seed of the drill; the same seed hits the same occasions. */
	seed?: number;
	/** For `refuse`, `slow` and `notification_late`; default 1. */
	seconds?: number;
	/** For `server_error`; default 503. */
	status?: number;
	/** For `notification_duplicated`; default 1. */
	times?: number;
}

export interface Fault extends Required<Omit<FaultOption, 'user' | 'method' | 'count'>> {
	id: string;
	user: string | null;
	method: string | null;
	/** How many are still to come, or null for no end. */
	remaining: number | null;
	/** How many it has injected. */
	injected: number;
}

/** One fault that is to happen now. */
export type Injection = Pick<Fault, 'kind' | 'seconds' | 'status' | 'times'>;

/** The faults asked for, and the count of what was injected. In memory: a restart brings a sound gateway back. */
export class Faults {
	readonly #changed: () => void;
	readonly #injected = new Map<FaultKind, number>();
	#rules: Array<Fault & { random: () => number }> = [];
	#nextId = 1;

	constructor(changed: () => void) {
		this.#changed = changed;
	}

	/** @throws RangeError naming the value that makes no sense */
	add(option: FaultOption): Fault {
		if (!FAULT_KIND_NAMES.includes(option.kind)) {
			throw new RangeError(`Unknown fault "${String(option.kind)}", it is one of: ${FAULT_KIND_NAMES.join(', ')}`);
		}
		const fault: Fault = {
			id: String(this.#nextId++),
			kind: option.kind,
			user: option.user ?? null,
			method: option.method ?? null,
			remaining: option.count === undefined ? null : inRange('count', option.count, 1, 1_000_000),
			rate: inRange('rate', option.rate ?? 1, 0, 1),
			seed: inRange('seed', option.seed ?? 1, 0, 2 ** 32 - 1),
			seconds: inRange('seconds', option.seconds ?? 1, 0, FAULT_LIMITS.seconds),
			status: inRange('status', option.status ?? 503, 500, FAULT_LIMITS.status),
			times: inRange('times', option.times ?? 1, 1, FAULT_LIMITS.times),
			injected: 0,
		};
		this.#rules.push({ ...fault, random: seededRandom(fault.seed) });
		this.#changed();
		return fault;
	}

	/** @returns whether there was one of this id */
	remove(id: string): boolean {
		const before = this.#rules.length;
		this.#rules = this.#rules.filter((rule) => rule.id !== id);
		this.#changed();
		return this.#rules.length < before;
	}

	/** Takes all faults away; the counts stay unless asked to go. */
	clear(counts = false): void {
		this.#rules = [];
		if (counts) this.#injected.clear();
		this.#changed();
	}

	/** The faults that are in force. */
	list(): Fault[] {
		return this.#rules.map(({ random: _random, ...fault }) => fault);
	}

	/** How often each kind was injected since the start. */
	counts(): Record<FaultKind, number> {
		return Object.fromEntries(FAULT_KIND_NAMES.map((kind) => [kind, this.#injected.get(kind) ?? 0])) as Record<
			FaultKind,
			number
		>;
	}

	/** Counts a fault that is injected outside the rules, i.e. a refusal of connections. */
	count(kind: FaultKind): void {
		this.#injected.set(kind, (this.#injected.get(kind) ?? 0) + 1);
		this.#changed();
	}

	/** The fault for a request of this account, if any: the first rule that fits and whose dice fall. */
	forRequest(user: string | undefined, method: string | undefined): Injection | undefined {
		return this.#pick('requests', user, method);
	}

	/** The fault for a notification, if any. */
	forNotification(notification: Pick<NewNotification, 'user'>): Injection | undefined {
		return this.#pick('notifications', notification.user, undefined);
	}

	#pick(
		hits: 'requests' | 'notifications',
		user: string | undefined,
		method: string | undefined,
	): Injection | undefined {
		if (this.#rules.length === 0) return undefined;
		const rule = this.#rules.find(
			(candidate) =>
				FAULT_KINDS[candidate.kind].hits === hits &&
				(candidate.user === null || candidate.user === user) &&
				(candidate.method === null || method === undefined || candidate.method === method) &&
				candidate.random() < candidate.rate,
		);
		if (!rule) return undefined;
		rule.injected++;
		if (rule.remaining !== null && --rule.remaining === 0) this.#rules = this.#rules.filter((other) => other !== rule);
		this.count(rule.kind);
		return rule;
	}
}

function inRange(name: string, value: number, least: number, most: number): number {
	if (typeof value === 'number' && value >= least && value <= most) return value;
	throw new RangeError(`${name} must be a number from ${least} to ${most}, not ${String(value)}`);
}
