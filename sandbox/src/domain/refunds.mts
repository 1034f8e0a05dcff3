import { randomUUID } from 'node:crypto';

import { Refusal } from '../codes.mts';
import { refundNotification } from '../notifications/refundData.mts';
import type { World } from '../world.mts';
import { extraOf, type Order } from './order.mts';
import { OPEN_REFUND_STATES, type RefundState } from './states.mts';

export interface Refund {
	refund_id: string;
	m_refund_id: string | null;
	trade_id: string;
	user: string;
	state: RefundState;
	currency: string;
	/** Minor units. */
	amount: number;
	description: string;
	notify_url: string | null;
	created_at: number;
	finished_at: number | null;
}

export type NewRefund = Pick<Refund, 'm_refund_id' | 'user' | 'amount' | 'description' | 'notify_url'>;

const STATES: readonly RefundState[] = [...OPEN_REFUND_STATES, 'refunded', 'refund failed', 'refund error'];

/** Refunds: money is set aside on the order when one is asked for, and put back when it fails. */
export class Refunds {
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
		world.scheduler.on('finish refund', (refund_id) => this.#finish(refund_id));
	}

	/** Books a refund that is within its limits; it goes through by itself unless the settings say otherwise. */
	create(order: Order, input: NewRefund): Refund {
		const { clock, database, orders, scheduler, settings, bus } = this.#world;
		const refund: Refund = {
			refund_id: randomUUID(),
			...input,
			trade_id: order.trade_id,
			state: 'refund processing',
			currency: order.currency,
			created_at: clock.now(),
			finished_at: null,
		};
		database.insert('refunds', { ...refund });
		orders.note(order, { refunded: order.refunded + refund.amount, refunds: order.refunds + 1 });
		if (settings.autoRefund !== false) scheduler.after(settings.autoRefund, 'finish refund', refund.refund_id);
		bus.tell('refund', refund.refund_id);
		return refund;
	}

	find(refund_id: string): Refund | undefined {
		return this.#world.database.get<Refund>('SELECT * FROM refunds WHERE refund_id = ?', refund_id);
	}

	/** All refunds, oldest first; of one order when a trade_id is given. */
	all(trade_id?: string): Refund[] {
		const { database } = this.#world;
		if (trade_id === undefined) return database.all('SELECT * FROM refunds ORDER BY created_at, rowid');
		return database.all('SELECT * FROM refunds WHERE trade_id = ? ORDER BY created_at, rowid', trade_id);
	}

	/** Gives a refund that is under way another state. @throws Refusal -1000 when it is not, or there is no such state */
	decide(refund_id: string, state: RefundState): Refund {
		const { clock, database, bus, notifier, orders, giftCards } = this.#world;
		return database.transaction(() => {
			const refund = this.find(refund_id);
			if (!refund) throw new Refusal('-1000', `no refund has the refund_id ${refund_id}`);
			if (!STATES.includes(state)) throw new Refusal('-1000', `unknown refund state "${state}"`);
			if (!OPEN_REFUND_STATES.includes(refund.state)) throw new Refusal('-1000', `the refund is ${refund.state}`);
			const open = OPEN_REFUND_STATES.includes(state);
			const changed: Refund = { ...refund, state, finished_at: open ? null : clock.now() };
			database.update('refunds', 'refund_id', refund_id, { state, finished_at: changed.finished_at });
			const order = orders.get(refund.trade_id);
			const { cardnumber } = extraOf(order);
			if (state === 'refunded' && cardnumber !== undefined) giftCards.credit(cardnumber, refund.amount);
			if (!open && state !== 'refunded') orders.note(order, { refunded: order.refunded - refund.amount });
			if (refund.notify_url) notifier.send(refundNotification(changed, order, refund.notify_url));
			bus.tell('refund', refund_id);
			return changed;
		});
	}

	#finish(refund_id: string): void {
		const refund = this.find(refund_id);
		if (refund && OPEN_REFUND_STATES.includes(refund.state)) this.decide(refund_id, 'refunded');
	}
}
