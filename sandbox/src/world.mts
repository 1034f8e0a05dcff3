import { EventEmitter } from 'node:events';

import type { Account } from './accounts.mts';
import type { Clock } from './clock.mts';
import type { ForeignExchange } from './domain/foreignExchange.mts';
import type { GiftCards } from './domain/giftCards.mts';
import type { Orders } from './domain/orders.mts';
import type { Payouts } from './domain/payouts.mts';
import type { Refunds } from './domain/refunds.mts';
import type { Terminals } from './domain/terminals.mts';
import type { Faults } from './faults/faults.mts';
import type { Notifier } from './notifications/notifier.mts';
import type { Settings } from './options.mts';
import type { Requests } from './requests.mts';
import type { Scheduler } from './scheduler.mts';
import type { Database } from './store/database.mts';

/** What open pages are told of: the topic is what changed, the subject which one. */
export type Change = {
	topic: 'order' | 'refund' | 'payout' | 'notification' | 'request' | 'terminal' | 'fault';
	subject: string;
};

/** Tells whoever listens that something changed. */
export class Bus {
	readonly #emitter = new EventEmitter().setMaxListeners(0);

	tell(topic: Change['topic'], subject: string): void {
		this.#emitter.emit('change', { topic, subject });
	}

	/** @returns a function that ends the listening */
	listen(listener: (change: Change) => void): () => void {
		this.#emitter.on('change', listener);
		return () => this.#emitter.off('change', listener);
	}
}

/** Everything one sandbox is made of. Its parts are handed the world, and find the others through it. */
export interface World {
	settings: Settings;
	accounts: readonly Account[];
	/** Where browsers reach the sandbox, without a slash at the end. */
	publicUrl: string;
	bus: Bus;
	clock: Clock;
	database: Database;
	scheduler: Scheduler;
	notifier: Notifier;
	requests: Requests;
	faults: Faults;
	orders: Orders;
	refunds: Refunds;
	payouts: Payouts;
	giftCards: GiftCards;
	foreignExchange: ForeignExchange;
	terminals: Terminals;
}
