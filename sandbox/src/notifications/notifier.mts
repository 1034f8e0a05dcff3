import { randomUUID } from 'node:crypto';

import { findAccount } from '../accounts.mts';
import type { Injection } from '../faults/faults.mts';
import type { JsonObject } from '../rawJson.mts';
import { notificationStringToSign, sign } from '../signature.mts';
import type { World } from '../world.mts';
import { buildBody } from './body.mts';
import { isAccepted, post, type Reply } from './post.mts';
import { asForged, asProcessing, withWrongAmount } from './tamper.mts';

/** Values are strings, but for the payout's `time`, which the documentation's sample writes as a number. */
export type NotificationData = Record<string, string | number>;

export interface NewNotification {
	kind: 'payment' | 'refund' | 'payout';
	/** The trade_id, refund_id or payout_id it is about. */
	subject: string;
	trade_id: string | null;
	user: string;
	state: string;
	notify_url: string;
	data: NotificationData;
}

/**
 * `waiting`: another attempt is to come. `sent`: went out once and is not tried again (a duplicate, a forgery). `withheld`: a
 * fault keeps it back.
 */
export type NotificationStatus = 'waiting' | 'delivered' | 'given up' | 'withheld' | 'sent';

export interface StoredNotification extends Omit<NewNotification, 'data'> {
	id: string;
	body: string;
	string_to_sign: string;
	created_at: number;
	status: NotificationStatus;
	attempts: number;
	fault: string | null;
}

export interface Attempt extends Reply {
	id: number;
	notification_id: string;
	at: number;
	/** `first`, `retry`, `resend`, or the fault that caused it. */
	cause: string;
	/** Milliseconds. */
	duration: number;
}

/** Signs notifications and delivers them until the receiver says `ok`, with growing gaps (reference section 11). */
export class Notifier {
	readonly #world: World;
	/** The delivery under way per subject: two notifications of one order never overtake each other unasked. */
	readonly #underWay = new Map<string, Promise<unknown>>();
	readonly #inFlight = new Set<Promise<unknown>>();
	readonly #stop = new AbortController();

	constructor(world: World) {
		this.#world = world;
		world.scheduler.on('deliver', (id) => void this.#deliver(id));
		world.scheduler.on('deliver copy', (id) => void this.#attempt(id, 'duplicate'));
	}

	/** Puts a notification on its way; faults asked for this account are injected here. */
	send(notification: NewNotification): void {
		const injection = this.#world.faults.forNotification(notification);
		if (injection?.kind === 'notification_forged') this.#store(asForged(notification), injection, 'wrong key');
		if (injection?.kind === 'notification_shuffled') {
			this.#store(notification, injection);
			this.#store(asProcessing(notification), injection);
			return;
		}
		this.#store(injection?.kind === 'wrong_amount' ? withWrongAmount(notification) : notification, injection);
	}

	/** Sends a notification once more, now, whatever became of it. @throws RangeError when there is none of this id */
	async resend(id: string): Promise<Attempt> {
		const attempt = await this.#attempt(id, 'resend');
		if (!attempt) throw new RangeError(`No notification has the id ${id}`);
		return attempt;
	}

	/** Waits until no delivery is under way and none is due. */
	async idle(): Promise<void> {
		for (;;) {
			this.#world.scheduler.runDue();
			if (this.#inFlight.size === 0) return;
			await Promise.all(this.#inFlight);
		}
	}

	/** Breaks off what is under way. */
	async close(): Promise<void> {
		this.#stop.abort();
		await Promise.all(this.#inFlight);
	}

	find(id: string): StoredNotification | undefined {
		return this.#world.database.get<StoredNotification>('SELECT * FROM notifications WHERE id = ?', id);
	}

	/** All notifications, oldest first; of one order, with its refunds, when a trade_id is given. */
	all(trade_id?: string): StoredNotification[] {
		const { database } = this.#world;
		if (trade_id === undefined) return database.all('SELECT * FROM notifications ORDER BY rowid');
		return database.all('SELECT * FROM notifications WHERE trade_id = ? ORDER BY rowid', trade_id);
	}

	/** Notifications about one order, refund or payout, oldest first. */
	about(subject: string): StoredNotification[] {
		return this.#world.database.all('SELECT * FROM notifications WHERE subject = ? ORDER BY rowid', subject);
	}

	attempts(notification_id: string): Attempt[] {
		return this.#world.database.all('SELECT * FROM attempts WHERE notification_id = ? ORDER BY id', notification_id);
	}

	#store(notification: NewNotification, injection: Injection | undefined, forgedKey?: string): void {
		const { data, ...row } = notification;
		const { clock, database, scheduler, settings, bus } = this.#world;
		const id = randomUUID();
		const string_to_sign = notificationStringToSign(data as JsonObject);
		const signature = sign(string_to_sign, forgedKey ?? this.#keyOf(notification.user));
		const body = buildBody(signature, data, settings.notificationFormat).body;
		const status = injection?.kind === 'notification_never' ? 'withheld' : 'waiting';
		const fault = injection?.kind ?? null;
		database.insert('notifications', { id, ...row, body, string_to_sign, created_at: clock.now(), status, fault });
		bus.tell('notification', id);
		if (status === 'withheld') return;
		if (forgedKey !== undefined) {
			scheduler.after(0, 'deliver copy', id);
			return;
		}
		const delay = injection?.kind === 'notification_late' ? injection.seconds * 1000 : 0;
		scheduler.after(delay, 'deliver', id);
		const copies = injection?.kind === 'notification_duplicated' ? injection.times : 0;
		for (let copy = 0; copy < copies; copy++) scheduler.after(delay, 'deliver copy', id);
	}

	#keyOf(user: string): string {
		return (findAccount(this.#world.accounts, user) ?? this.#world.accounts[0]).secretKey;
	}

	async #deliver(id: string): Promise<void> {
		const attempt = await this.#attempt(id, this.find(id)?.attempts === 0 ? 'first' : 'retry');
		if (this.#stop.signal.aborted) return;
		const notification = this.find(id);
		if (!attempt || notification?.status !== 'waiting') return;
		const delay = this.#world.settings.notificationRetryDelays[notification.attempts - 1];
		if (delay === undefined) this.#setStatus(id, 'given up');
		else this.#world.scheduler.after(delay, 'deliver', id);
	}

	#attempt(id: string, cause: string): Promise<Attempt | undefined> {
		const subject = this.find(id)?.subject;
		if (subject === undefined) return Promise.resolve(undefined);
		const before = this.#underWay.get(subject);
		const work = before ? before.then(() => this.#exchange(id, cause)) : this.#exchange(id, cause);
		this.#underWay.set(subject, work);
		this.#inFlight.add(work);
		void work.finally(() => {
			this.#inFlight.delete(work);
			if (this.#underWay.get(subject) === work) this.#underWay.delete(subject);
		});
		return work;
	}

	async #exchange(id: string, cause: string): Promise<Attempt | undefined> {
		const { clock, database, settings, bus } = this.#world;
		const notification = this.find(id);
		if (!notification) return undefined;
		const at = clock.now();
		const started = performance.now();
		const { contentType } = buildBody('', {}, settings.notificationFormat);
		const { notificationTimeout: timeout, notificationSource: source } = settings;
		const { notify_url: url, body } = notification;
		const reply = await post({ url, contentType, body, timeout, source, stop: this.#stop.signal });
		if (this.#stop.signal.aborted) return undefined;
		const row = { notification_id: id, at, cause, ...reply, duration: Math.round(performance.now() - started) };
		database.insert('attempts', row);
		database.run('UPDATE notifications SET attempts = attempts + 1 WHERE id = ?', id);
		if (cause === 'duplicate' && notification.fault === 'notification_forged') this.#setStatus(id, 'sent');
		else if (isAccepted(reply)) this.#setStatus(id, 'delivered');
		bus.tell('notification', id);
		return this.attempts(id).at(-1);
	}

	#setStatus(id: string, status: NotificationStatus): void {
		this.#world.database.update('notifications', 'id', id, { status });
		this.#world.bus.tell('notification', id);
	}
}
