import type { World } from './world.mts';

/** A request as a test reads it back: the text exactly as it came, secrets included, and only in the process's memory. */
export interface RecordedRequest {
	/** Milliseconds since 1970 by the sandbox's clock. */
	at: number;
	raw: string;
	/** The parsed body, or undefined when the text was not JSON. */
	body: RequestBody | undefined;
	/** The answer's body as text; empty when a fault left none. */
	answer: string;
}

export interface RequestBody {
	user?: string;
	sign?: string;
	method?: string;
	time?: unknown;
	data?: Record<string, unknown>;
}

/** A request as it is kept and shown: without secrets, with what was signed. */
export interface StoredRequest {
	id: number;
	at: number;
	user: string | null;
	method: string | null;
	/** The trade_id, refund_id or payout_id it was about. */
	subject: string | null;
	code: string;
	raw: string;
	answer: string;
	string_to_sign: string;
	expected_sign: string;
	received_sign: string;
	/** JSON of an Explanation. */
	explanation: string | null;
	fault: string | null;
}

const KEEP_STORED = 50_000;
const SWEEP_EVERY = 1_000;

/** What was asked and answered. */
export class Requests {
	readonly #world: World;
	#recorded: RecordedRequest[] = [];
	#sinceSweep = 0;

	constructor(world: World) {
		this.#world = world;
	}

	/** Keeps one request, the oldest make way. */
	record(recorded: RecordedRequest, stored: Omit<StoredRequest, 'id' | 'at'>): void {
		const { database, settings, bus } = this.#world;
		this.#recorded.push(recorded);
		if (this.#recorded.length >= settings.keepRequests * 2)
			this.#recorded = this.#recorded.slice(-settings.keepRequests);
		database.insert('requests', { at: recorded.at, ...stored });
		if (++this.#sinceSweep >= SWEEP_EVERY) {
			this.#sinceSweep = 0;
			database.run('DELETE FROM requests WHERE id <= (SELECT max(id) FROM requests) - ?', KEEP_STORED);
		}
		bus.tell('request', stored.subject ?? '');
	}

	/** The latest requests as they came, oldest first. */
	get recorded(): RecordedRequest[] {
		return this.#recorded.slice(-this.#world.settings.keepRequests);
	}

	find(id: number): StoredRequest | undefined {
		return this.#world.database.get<StoredRequest>('SELECT * FROM requests WHERE id = ?', id);
	}

	/** Requests about an order, refund or payout, oldest first. */
	about(subject: string): StoredRequest[] {
		return this.#world.database.all<StoredRequest>('SELECT * FROM requests WHERE subject = ? ORDER BY id', subject);
	}

	/** The latest requests, newest first; only refused ones on demand. */
	latest(limit: number, refusedOnly = false): StoredRequest[] {
		const where = refusedOnly ? "WHERE code <> '200'" : '';
		return this.#world.database.all<StoredRequest>(`SELECT * FROM requests ${where} ORDER BY id DESC LIMIT ?`, limit);
	}

	/** Forgets all requests; the database is cleared by whoever resets the sandbox. */
	reset(): void {
		this.#recorded = [];
	}
}
