import type { Order } from './domain/order.mts';
import type { Decision, PayoutState, RefundState } from './domain/states.mts';
import type { Fault, FaultOption } from './faults/faults.mts';
import { FAULT_KINDS, type FaultKind } from './faults/kinds.mts';
import { toMinor } from './money.mts';
import type { Attempt } from './notifications/notifier.mts';
import type { StoredRequest } from './requests.mts';
import { notificationView, orderView, payoutView, refundView } from './views.mts';
import type { NotificationView, OrderView, PayoutView, RefundView } from './views.mts';
import type { World } from './world.mts';

/** Everything about one order. */
export interface Timeline {
	order: OrderView;
	transitions: Array<{ at: number; from: string | null; to: string; amount: string; cause: string }>;
	requests: StoredRequest[];
	refunds: RefundView[];
	notifications: NotificationView[];
}

/** What a test or a person may do to the sandbox beyond the gateway's own methods; the HTTP control API mirrors it. */
export class Control {
	readonly #world: World;
	readonly #refuse: (seconds: number) => void;

	/** @param refuse closes the port for so many seconds */
	constructor(world: World, refuse: (seconds: number) => void) {
		this.#world = world;
		this.#refuse = refuse;
	}

	/** Counts, for a first look. */
	summary(): Record<string, unknown> {
		const { accounts, publicUrl, database } = this.#world;
		const count = (table: string): number => database.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
		return {
			url: publicUrl,
			accounts: accounts.map(({ user, kind, name }) => ({ user, kind, name })),
			orders: count('orders'),
			refunds: count('refunds'),
			payouts: count('payouts'),
			requests: count('requests'),
			notifications: count('notifications'),
			faults: this.faults.length,
		};
	}

	get orders(): OrderView[] {
		return this.#world.orders.all().map(orderView);
	}

	get refunds(): RefundView[] {
		return this.#world.refunds.all().map(refundView);
	}

	get payouts(): PayoutView[] {
		return this.#world.payouts.all().map(payoutView);
	}

	get notifications(): NotificationView[] {
		const { notifier } = this.#world;
		return notifier.all().map((notification) => notificationView(notification, notifier.attempts(notification.id)));
	}

	/** The latest 500 requests, newest first, without secrets. */
	storedRequests(): StoredRequest[] {
		return this.#world.requests.latest(500);
	}

	/** @throws Refusal -4024 when there is no such order */
	order(trade_id: string): OrderView {
		return orderView(this.#world.orders.get(trade_id));
	}

	/** An order with its states, requests, refunds and notifications. @throws Refusal -4024 */
	timeline(trade_id: string): Timeline {
		const { orders, refunds, requests, notifier } = this.#world;
		const order: Order = orders.get(trade_id);
		const ofRefunds = refunds.all(trade_id);
		const asked = [...requests.about(trade_id), ...ofRefunds.flatMap(({ refund_id }) => requests.about(refund_id))];
		return {
			order: orderView(order),
			transitions: orders
				.transitions(trade_id)
				.map(({ at, from_state, to_state, amount, cause }) => ({
					at,
					from: from_state,
					to: to_state,
					amount: orderView({ ...order, amount, captured: 0, authorized: 0 }).amount,
					cause,
				})),
			requests: asked.sort((left, right) => left.id - right.id),
			refunds: ofRefunds.map(refundView),
			notifications: notifier.all(trade_id).map((one) => notificationView(one, notifier.attempts(one.id))),
		};
	}

	/** @throws Refusal when there is no such order or its state does not allow it */
	decide(trade_id: string, decision: Decision): OrderView {
		return orderView(this.#world.orders.decide(trade_id, decision, 'by the control API'));
	}

	/** @throws Refusal when there is no such refund or it is through */
	decideRefund(refund_id: string, state: RefundState): RefundView {
		return refundView(this.#world.refunds.decide(refund_id, state));
	}

	/** @throws Refusal when there is no such payout or it is through */
	decidePayout(payout_id: string, state: PayoutState): PayoutView {
		return payoutView(this.#world.payouts.decide(payout_id, state));
	}

	/** Sends a notification once more, now. @throws RangeError when there is none of this id */
	async resend(notification_id: string): Promise<Attempt> {
		return await this.#world.notifier.resend(notification_id);
	}

	/** Waits until everything due has happened and no notification is under way. */
	async idle(): Promise<void> {
		await this.#world.notifier.idle();
	}

	clockState(): { now: string; offset: number } {
		const { clock } = this.#world;
		return { now: new Date(clock.now()).toISOString(), offset: clock.offset };
	}

	/** Moves the clock by milliseconds, sets it, or puts it right. @throws RangeError for what is no time */
	changeClock({ move, set, reset }: { move?: number; set?: string | number; reset?: boolean }): {
		now: string;
		offset: number;
	} {
		const { clock } = this.#world;
		if (reset) clock.reset();
		if (set !== undefined) clock.set(set);
		if (move !== undefined) {
			if (!Number.isFinite(move)) throw new RangeError('move must be a number of milliseconds');
			clock.move(move);
		}
		return this.clockState();
	}

	get faults(): Fault[] {
		return this.#world.faults.list();
	}

	get faultCounts(): Record<FaultKind, number> {
		return this.#world.faults.counts();
	}

	/** Asks for a fault. `refuse` happens at once, the others wait for their occasion. @throws RangeError */
	addFault(option: FaultOption): Fault {
		const { faults } = this.#world;
		const fault = faults.add(option);
		if (FAULT_KINDS[fault.kind].hits !== 'connections') return fault;
		faults.remove(fault.id);
		faults.count(fault.kind);
		this.#refuse(fault.seconds);
		return { ...fault, injected: 1, remaining: 0 };
	}

	removeFault(id: string): boolean {
		return this.#world.faults.remove(id);
	}

	/** A sound gateway again; the counts stay. */
	clearFaults(): { faults: Fault[] } {
		this.#world.faults.clear();
		return { faults: [] };
	}

	/** Gift cards, without their PINs. */
	get giftCards(): Array<{ cardnumber: string; currency: string; balance: number }> {
		return this.#world.giftCards.all().map(({ cardnumber, currency, balance }) => ({ cardnumber, currency, balance }));
	}

	/** Adds or replaces a gift card. @param balance in major units, e.g. `25.00` */
	addGiftCard(card: { cardnumber: string; pincode: string; balance: string; currency?: string }): {
		cardnumber: string;
	} {
		const { cardnumber, pincode, balance, currency = 'EUR' } = card;
		if (!/^\d{8,32}$/.test(cardnumber ?? '') || !/^\d{4,12}$/.test(pincode ?? '')) {
			throw new RangeError('A gift card has a number of 8 to 32 digits and a PIN of 4 to 12');
		}
		this.#world.giftCards.add(cardnumber, pincode, toMinor(String(balance), currency, 'balance'), currency);
		return { cardnumber };
	}

	get terminals(): Array<{ tid: string; online: boolean; waiting: number }> {
		const { accounts, terminals } = this.#world;
		return accounts
			.filter(({ kind }) => kind === 'terminal')
			.map(({ user: tid }) => ({ tid, online: terminals.isOnline(tid), waiting: terminals.waitingCount(tid) }));
	}

	/** Plugs a terminal in or unplugs it. */
	setTerminal(tid: string, online: boolean): { tid: string; online: boolean } {
		if (!this.terminals.some((terminal) => terminal.tid === tid)) throw new RangeError(`There is no terminal ${tid}`);
		this.#world.terminals.setOnline(tid, online);
		return { tid, online };
	}

	/** As new: no orders, requests, notifications or faults, gift cards full, clock right. Keys and accounts stay. */
	reset(): { reset: true } {
		const { database, faults, giftCards, requests, terminals, clock } = this.#world;
		database.clear();
		giftCards.setUp();
		requests.reset();
		terminals.reset();
		faults.clear(true);
		clock.reset();
		return { reset: true };
	}
}
