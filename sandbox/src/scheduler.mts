import type { Clock } from './clock.mts';
import type { Database } from './store/database.mts';

type Job = { id: number; due_at: number; kind: string; subject: string };
type Handler = (subject: string) => void;

const LONGEST_TIMER = 2 ** 31 - 1;
const BATCH = 500;

/**
 * Things that happen later: an order expires, a notification is tried again. Kept in the database, so that they survive a
 * restart, and driven by the sandbox's clock, so that moving it makes them happen at once.
 */
export class Scheduler {
	readonly #database: Database;
	readonly #clock: () => Clock;
	readonly #handlers = new Map<string, Handler>();
	#timer: NodeJS.Timeout | undefined;
	#armedFor = Infinity;
	#closed = false;

	constructor(database: Database, clock: () => Clock) {
		this.#database = database;
		this.#clock = clock;
	}

	/** Says what a kind of job does. Called with the job's subject, within a transaction of its own. */
	on(kind: string, handler: Handler): void {
		this.#handlers.set(kind, handler);
	}

	/** Plans a job for a moment of the sandbox's clock, in milliseconds since 1970. */
	at(dueAt: number, kind: string, subject: string): void {
		const due = Math.ceil(dueAt);
		this.#database.run('INSERT INTO jobs (due_at, kind, subject) VALUES (?, ?, ?)', due, kind, subject);
		if (due < this.#armedFor) this.#arm(due);
	}

	/** Plans a job so many milliseconds from now. */
	after(milliseconds: number, kind: string, subject: string): void {
		this.at(this.#clock().now() + milliseconds, kind, subject);
	}

	/** Looks again at what is due, because the clock was moved or the sandbox has just started. */
	wake(): void {
		this.#arm(this.#clock().now());
	}

	/** Does everything that is due now, what becomes due by it included. */
	runDue(): void {
		for (;;) {
			const now = this.#clock().now();
			const jobs = this.#database.all<Job>(
				'SELECT * FROM jobs WHERE due_at <= ? ORDER BY due_at, id LIMIT ?',
				now,
				BATCH,
			);
			if (jobs.length === 0) return;
			for (const job of jobs) {
				this.#database.transaction(() => {
					this.#database.run('DELETE FROM jobs WHERE id = ?', job.id);
					this.#handlers.get(job.kind)?.(job.subject);
				});
			}
		}
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}

	#arm(due: number): void {
		if (this.#closed) return;
		clearTimeout(this.#timer);
		this.#armedFor = due;
		const wait = Math.min(Math.max(due - this.#clock().now(), 0), LONGEST_TIMER);
		this.#timer = setTimeout(() => this.#fire(), wait);
	}

	#fire(): void {
		this.#armedFor = Infinity;
		this.runDue();
		const next = this.#database.get<{ due: number | null }>('SELECT min(due_at) AS due FROM jobs')?.due;
		if (next !== null && next !== undefined && next < this.#armedFor) this.#arm(next);
	}
}
