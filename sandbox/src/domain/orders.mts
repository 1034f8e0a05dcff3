import { randomInt } from 'node:crypto';

import { Refusal } from '../codes.mts';
import { paymentNotification } from '../notifications/paymentData.mts';
import type { World } from '../world.mts';
import { buildOrder, type NewOrder } from './newOrder.mts';
import { currentAmount, extraOf, type Order } from './order.mts';
import { DECISIONS, FINAL_STATES, TRANSITIONS, UNPAID_STATES, type Decision, type PaymentState } from './states.mts';

export interface Transition {
	id: number;
	trade_id: string;
	at: number;
	from_state: PaymentState | null;
	to_state: PaymentState;
	amount: number;
	cause: string;
}

const DAY = 86_400_000;

/** An authorisation can be captured for this long, then it expires (reference section 5.1). */
export const AUTHORIZATION_LIFETIME = 30 * DAY;

/** How long after its answer a payment that needs nobody's click is through, in milliseconds. */
const SETTLE_DELAY = 50;

/** The ledger of payments, and the only place where one changes its state. */
export class Orders {
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
		world.scheduler.on('expire', (trade_id) => this.#expire(trade_id));
		world.scheduler.on('settle', (trade_id) => this.#settle(trade_id));
	}

	/** A new order, `processing`. */
	create(input: NewOrder): Order {
		const { clock, database, scheduler, settings, bus } = this.#world;
		const order = buildOrder(input, clock.now());
		database.insert('orders', { ...order });
		this.#note(order, null, 'created');
		scheduler.at(order.expires_at, 'expire', order.trade_id);
		if (settings.autoPay !== undefined) scheduler.after(settings.autoPay, 'settle', order.trade_id);
		bus.tell('order', order.trade_id);
		return order;
	}

	find(trade_id: string): Order | undefined {
		return this.#world.database.get<Order>('SELECT * FROM orders WHERE trade_id = ?', trade_id);
	}

	/** @throws Refusal -4024 when there is no such order */
	get(trade_id: string): Order {
		const order = this.find(trade_id);
		if (!order) throw new Refusal('-4024', `no order has the trade_id ${trade_id}`);
		return order;
	}

	/** All orders, oldest first. */
	all(): Order[] {
		return this.#world.database.all<Order>('SELECT * FROM orders ORDER BY created_at, rowid');
	}

	/** What happened to an order, oldest first. */
	transitions(trade_id: string): Transition[] {
		return this.#world.database.all<Transition>('SELECT * FROM transitions WHERE trade_id = ? ORDER BY id', trade_id);
	}

	/** Has a payment go through by itself, shortly after its answer: a direct charge, a scanned code. */
	settleSoon(order: Order): void {
		this.#world.scheduler.after(SETTLE_DELAY, 'settle', order.trade_id);
	}

	/**
	 * What a payer, a cashier or a test decides about an order. Paying an authorisation authorizes it.
	 * @throws Refusal -1000 when the order's state does not allow it
	 */
	decide(trade_id: string, decision: Decision, cause: string = decision): Order {
		const order = this.get(trade_id);
		const wanted = DECISIONS[decision];
		if (wanted === undefined) throw new Refusal('-1000', `unknown decision "${decision}"`);
		if (wanted === 'authorized' && order.intent === 'sale') throw new Refusal('-1000', 'a sale cannot be authorized');
		const state = wanted === 'paid' && order.intent === 'authorization' ? 'authorized' : wanted;
		if (state === 'cancelled') return this.cancel(order, cause);
		const amounts = this.#amountsFor(order, state);
		return this.change(order, state, amounts, cause);
	}

	/** Takes an order back as a whole: nothing stays paid. @throws Refusal -1000 after a refund (reference section 7) */
	cancel(order: Order, cause: string): Order {
		if (order.refunds > 0) throw new Refusal('-1000', 'the order has refunds, and can only be refunded further');
		return this.change(order, 'cancelled', { paid: 0 }, cause);
	}

	/**
	 * The one way an order gets another state; its notification goes out.
	 * @param notify_url where to, when not to the order's own address
	 * @throws Refusal -1000 when the state machine has no such way
	 */
	change(
		order: Order,
		state: PaymentState,
		changes: Partial<Order>,
		cause: string,
		notify_url = order.notify_url,
	): Order {
		const { database } = this.#world;
		return database.transaction(() => {
			if (!TRANSITIONS[order.state].includes(state)) {
				throw new Refusal('-1000', `the order is ${order.state} and cannot become ${state}`);
			}
			if (FINAL_STATES.includes(state)) this.#giveBackToGiftCard(order);
			return this.#store(order, { ...changes, state }, cause, notify_url);
		});
	}

	/** Changes amounts of an order that keeps its state, e.g. a smaller authorisation; its notification goes out. */
	adjust(order: Order, changes: Partial<Order>, cause: string, notify_url: string | null): Order {
		return this.#world.database.transaction(() => this.#store(order, changes, cause, notify_url));
	}

	/** Keeps something about an order that nobody is notified of. */
	note(order: Order, changes: Partial<Order>): Order {
		this.#world.database.update('orders', 'trade_id', order.trade_id, { ...changes });
		this.#world.bus.tell('order', order.trade_id);
		return { ...order, ...changes };
	}

	#store(order: Order, changes: Partial<Order>, cause: string, notify_url: string | null): Order {
		const { database, bus, notifier } = this.#world;
		const changed = { ...order, ...changes };
		database.update('orders', 'trade_id', order.trade_id, { ...changes });
		this.#note(changed, order.state, cause);
		if (notify_url) notifier.send(paymentNotification(changed, notify_url));
		bus.tell('order', order.trade_id);
		if (changed.tid) bus.tell('terminal', changed.tid);
		return changed;
	}

	/** A gift card is charged before the order is paid, so an order that comes to nothing gives the money back. */
	#giveBackToGiftCard(order: Order): void {
		const { cardnumber } = extraOf(order);
		if (cardnumber !== undefined) this.#world.giftCards.credit(cardnumber, order.amount - order.refunded);
	}

	#amountsFor(order: Order, state: PaymentState): Partial<Order> {
		const now = this.#world.clock.now();
		const transaction_id = order.transaction_id || `42${now}${randomInt(1e12, 1e13)}`;
		if (state === 'authorized') {
			this.#world.scheduler.at(now + AUTHORIZATION_LIFETIME, 'expire', order.trade_id);
			return { authorized: order.amount, authorized_at: now, transaction_id };
		}
		if (state === 'paid') return { paid: order.amount, paid_at: now, transaction_id };
		return {};
	}

	#note(order: Order, from: PaymentState | null, cause: string): void {
		this.#world.database.insert('transitions', {
			trade_id: order.trade_id,
			at: this.#world.clock.now(),
			from_state: from,
			to_state: order.state,
			amount: currentAmount(order),
			cause,
		});
	}

	#expire(trade_id: string): void {
		const order = this.find(trade_id);
		if (!order) return;
		const now = this.#world.clock.now();
		const unpaid = UNPAID_STATES.includes(order.state) && order.expires_at <= now;
		const stale = order.state === 'authorized' && (order.authorized_at ?? now) + AUTHORIZATION_LIFETIME <= now;
		if (unpaid || stale) this.change(order, 'expired', {}, unpaid ? 'timeout' : 'authorisation older than 30 days');
	}

	#settle(trade_id: string): void {
		const order = this.find(trade_id);
		if (!order || !UNPAID_STATES.includes(order.state)) return;
		this.decide(trade_id, 'pay', 'by itself');
	}
}
