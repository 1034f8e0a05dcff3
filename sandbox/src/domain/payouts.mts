import { randomUUID } from 'node:crypto';

import { Refusal } from '../codes.mts';
import { fromMinor } from '../money.mts';
import type { NewNotification } from '../notifications/notifier.mts';
import type { World } from '../world.mts';
import { OPEN_PAYOUT_STATES, type PayoutState } from './states.mts';

export interface Payout {
	payout_id: string;
	user: string;
	state: PayoutState;
	currency: string;
	/** Minor units. */
	amount: number;
	reference: string;
	notify_url: string;
	created_at: number;
}

const STATES: readonly PayoutState[] = [...OPEN_PAYOUT_STATES, 'failed', 'completed', 'declined', 'cancelled'];

/** What the merchant had before the first payment, so that a payout can be tried at once; invented. Minor units. */
const OPENING_BALANCE: Record<string, number> = { EUR: 1_000_000 };

/** A wallet's amounts in minor units. */
export interface Balance {
	/** All the merchant has. */
	available: number;
	/** What payouts under way have set aside. */
	reserve: number;
	/** What can be paid out: available less reserve. */
	usable: number;
}

/** Payouts, which somebody has to approve, and the balance they are paid from. */
export class Payouts {
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
	}

	/** The merchant's balance in a currency: opening balance and payments, less refunds and payouts. */
	balance(currency: string): Balance {
		const { database } = this.#world;
		const sum = (sql: string): number => database.get<{ sum: number | null }>(sql, currency)?.sum ?? 0;
		const earned = sum('SELECT sum(paid - refunded) AS sum FROM orders WHERE currency = ?');
		const gone = sum("SELECT sum(amount) AS sum FROM payouts WHERE currency = ? AND state = 'completed'");
		const reserve = sum(
			"SELECT sum(amount) AS sum FROM payouts WHERE currency = ? AND state IN ('awaiting approval', 'pending')",
		);
		const available = (OPENING_BALANCE[currency] ?? 0) + earned - gone;
		return { available, reserve, usable: available - reserve };
	}

	/** Books a payout, awaiting approval. @throws Refusal -1000 when it is more than is usable */
	create(input: Pick<Payout, 'user' | 'currency' | 'amount' | 'reference' | 'notify_url'>): Payout {
		const { usable } = this.balance(input.currency);
		if (input.amount > usable) {
			throw new Refusal(
				'-1000',
				`amount is more than the usable ${fromMinor(usable, input.currency)} ${input.currency}`,
			);
		}
		const payout: Payout = {
			payout_id: randomUUID(),
			...input,
			state: 'awaiting approval',
			created_at: this.#world.clock.now(),
		};
		this.#world.database.insert('payouts', { ...payout });
		this.#world.bus.tell('payout', payout.payout_id);
		return payout;
	}

	find(payout_id: string): Payout | undefined {
		return this.#world.database.get<Payout>('SELECT * FROM payouts WHERE payout_id = ?', payout_id);
	}

	/** All payouts, oldest first. */
	all(): Payout[] {
		return this.#world.database.all<Payout>('SELECT * FROM payouts ORDER BY created_at, rowid');
	}

	/** Approves, declines … a payout that is not final; its notification goes out. @throws Refusal -1000 */
	decide(payout_id: string, state: PayoutState): Payout {
		const { database, notifier, bus } = this.#world;
		return database.transaction(() => {
			const payout = this.find(payout_id);
			if (!payout) throw new Refusal('-1000', `no payout has the payout_id ${payout_id}`);
			if (!STATES.includes(state)) throw new Refusal('-1000', `unknown payout state "${state}"`);
			if (!OPEN_PAYOUT_STATES.includes(payout.state)) throw new Refusal('-1000', `the payout is ${payout.state}`);
			database.update('payouts', 'payout_id', payout_id, { state });
			const changed = { ...payout, state };
			notifier.send(this.#notification(changed));
			bus.tell('payout', payout_id);
			return changed;
		});
	}

	/** The fields of reference section 9; `time` is a number in the documentation's sample. */
	fields({ user, payout_id, currency, amount, reference, notify_url, state }: Payout): Record<string, string | number> {
		const time = this.#world.clock.seconds();
		return {
			user,
			time,
			gateway_name: 'YabandPay',
			payout_id,
			currency,
			amount: fromMinor(amount, currency),
			reference,
			notify_url,
			state,
		};
	}

	#notification(payout: Payout): NewNotification {
		const { payout_id: subject, user, state, notify_url } = payout;
		return { kind: 'payout', subject, trade_id: null, user, state, notify_url, data: this.fields(payout) };
	}
}
