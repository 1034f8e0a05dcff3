import { Refusal } from '../codes.mts';
import type { World } from '../world.mts';
import type { Order } from './order.mts';

/** POS terminals: a sale can only be started on one that is plugged in (reference section 6). */
export class Terminals {
	readonly #world: World;
	readonly #unplugged = new Set<string>();

	constructor(world: World) {
		this.#world = world;
	}

	isOnline(tid: string): boolean {
		return !this.#unplugged.has(tid);
	}

	/** Plugs a terminal in or unplugs it; what waits on it goes on waiting. */
	setOnline(tid: string, online: boolean): void {
		if (online) this.#unplugged.delete(tid);
		else this.#unplugged.add(tid);
		this.#world.bus.tell('terminal', tid);
	}

	/** @throws Refusal -1000 when the terminal is unplugged */
	mustBeOnline(tid: string): void {
		if (!this.isOnline(tid)) throw new Refusal('-1000', `terminal ${tid} is offline`);
	}

	/** The sale a terminal shows: the oldest one waiting. */
	waiting(tid: string): Order | undefined {
		return this.#world.database.get<Order>(
			"SELECT * FROM orders WHERE tid = ? AND state IN ('processing', 'pending') ORDER BY created_at, rowid LIMIT 1",
			tid,
		);
	}

	/** How many sales wait on a terminal, the shown one included. */
	waitingCount(tid: string): number {
		const sql = "SELECT count(*) AS n FROM orders WHERE tid = ? AND state IN ('processing', 'pending')";
		return this.#world.database.get<{ n: number }>(sql, tid)?.n ?? 0;
	}

	/** The sale that was last decided on a terminal. */
	last(tid: string): Order | undefined {
		return this.#world.database.get<Order>(
			`SELECT orders.* FROM orders JOIN transitions USING (trade_id)
			WHERE tid = ? AND state NOT IN ('processing', 'pending') ORDER BY transitions.id DESC LIMIT 1`,
			tid,
		);
	}

	reset(): void {
		this.#unplugged.clear();
	}
}
