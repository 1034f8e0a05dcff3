import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderView, Sandbox } from '../../sandbox/src/sandbox.mts';
import { settlesByItself, type Sale } from './plan.mts';

const LOOK_EVERY_MS = 200;

/** The shop's customers: each pays or declines what is shown to them, after a while. */
export class Customers {
	readonly #sandbox: Sandbox;
	readonly #sales: ReadonlyMap<string, Sale>;
	readonly #seen = new Set<string>();
	readonly #finished = new Set<string>();
	readonly #deciding = new Set<Promise<void>>();
	#watching: Promise<void> = Promise.resolve();
	#isOpen = true;

	constructor(sandbox: Sandbox, sales: readonly Sale[]) {
		this.#sandbox = sandbox;
		this.#sales = new Map(sales.map((sale) => [sale.order_id, sale]));
		this.#watching = this.#watch();
	}

	/** Whether the sale has ended: paid, declined, or in whatever other state is final. */
	hasEnded(order_id: string): boolean {
		return this.#finished.has(order_id);
	}

	/** Pays or declines a link, once, and only what has not been paid by another link already. */
	payLink(trade_id: string): void {
		const order = this.#sandbox.order(trade_id);
		const isPaid = this.#sandbox.orders.some(({ order_id, state }) => order_id === order.order_id && state === 'paid');
		if (!isPaid) this.#decide(order);
	}

	/** Closes the shop when everybody has decided. */
	async close(): Promise<void> {
		await sleep(2 * LOOK_EVERY_MS);
		this.#isOpen = false;
		await this.#watching;
		await Promise.all(this.#deciding);
	}

	/** Whoever stands at the terminal pays what it shows, also a sale that the till knows nothing of. */
	async #watch(): Promise<void> {
		while (this.#isOpen) {
			for (const order of this.#sandbox.orders) {
				if (order.state !== 'processing') this.#finished.add(order.order_id);
				else if (order.tid) this.#decide(order);
			}
			await sleep(LOOK_EVERY_MS);
		}
	}

	#decide({ trade_id, order_id }: OrderView): void {
		const sale = this.#sales.get(order_id);
		if (!sale || settlesByItself(sale.kind) || this.#seen.has(trade_id)) return;
		this.#seen.add(trade_id);
		const work = sleep(sale.thinkMs).then(() => {
			// It may have been paid or have expired meanwhile.
			if (this.#sandbox.order(trade_id).state === 'processing') this.#sandbox.decide(trade_id, sale.outcome);
		});
		this.#deciding.add(work);
		void work.finally(() => this.#deciding.delete(work));
	}
}
