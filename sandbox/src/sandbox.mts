import { randomBytes } from 'node:crypto';

import { buildAccounts, DEFAULT_ACCOUNTS, type Account } from './accounts.mts';
import { Clock } from './clock.mts';
import { Control } from './control.mts';
import { ForeignExchange } from './domain/foreignExchange.mts';
import { GiftCards } from './domain/giftCards.mts';
import { Orders } from './domain/orders.mts';
import { Payouts } from './domain/payouts.mts';
import { Refunds } from './domain/refunds.mts';
import { Terminals } from './domain/terminals.mts';
import { Faults } from './faults/faults.mts';
import { Gateway } from './gateway.mts';
import { buildServer } from './http/server.mts';
import { Listener } from './listener.mts';
import { Notifier } from './notifications/notifier.mts';
import { resolveSettings, type SandboxOptions, type Settings } from './options.mts';
import { Requests, type RecordedRequest } from './requests.mts';
import { Scheduler } from './scheduler.mts';
import { Database } from './store/database.mts';
import { Bus, type World } from './world.mts';

export type { SandboxOptions } from './options.mts';
export type { AccountOption, Account } from './accounts.mts';
export type { FaultOption } from './faults/faults.mts';
export type { NotificationView, OrderView, PayoutView, RefundView } from './views.mts';
export type { RecordedRequest } from './requests.mts';

/** Builds the parts; each finds the others through the world, so the order only matters for what a constructor uses. */
function buildWorld(settings: Settings, database: Database, accounts: readonly Account[]): World {
	const world = { settings, database, accounts, bus: new Bus(), publicUrl: '' } as World;
	world.scheduler = new Scheduler(database, () => world.clock);
	world.clock = new Clock(() => world.scheduler.wake());
	world.faults = new Faults(() => world.bus.tell('fault', ''));
	world.notifier = new Notifier(world);
	world.requests = new Requests(world);
	world.orders = new Orders(world);
	world.refunds = new Refunds(world);
	world.payouts = new Payouts(world);
	world.giftCards = new GiftCards(world);
	world.foreignExchange = new ForeignExchange(world);
	world.terminals = new Terminals(world);
	return world;
}

/** A running sandbox. Besides what is here it has everything of the control API, see Control. */
export class Sandbox extends Control {
	/** Where it listens, without a slash at the end: the credential's base URL. */
	readonly url: string;
	/** The secret key of every account that was given none of its own. */
	readonly secretKey: string;
	readonly accounts: readonly Account[];
	/** The clock, which can be moved. */
	readonly clock: Clock;
	readonly #world: World;
	readonly #stop: () => Promise<void>;

	constructor(world: World, listener: Listener, secretKey: string, stop: () => Promise<void>) {
		super(world, (seconds) => listener.refuse(seconds));
		this.#world = world;
		this.#stop = stop;
		this.url = listener.url;
		this.secretKey = secretKey;
		this.accounts = world.accounts;
		this.clock = world.clock;
	}

	/** The latest requests exactly as they came, oldest first. */
	get requests(): RecordedRequest[] {
		return this.#world.requests.recorded;
	}

	/** Stops listening, breaks off deliveries and closes the database. */
	async close(): Promise<void> {
		await this.#stop();
	}
}

/**
 * Starts a local YabandPay gateway.
 * @returns once it listens
 * @throws when the port is taken or the database cannot be opened
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const settings = resolveSettings(options);
	const database = new Database(settings.database);
	const secretKey = options.secretKey ?? database.setting('secret_key', () => randomBytes(16).toString('hex'));
	const accounts = buildAccounts(options.accounts ?? DEFAULT_ACCOUNTS, secretKey);
	const world = buildWorld(settings, database, accounts);
	const parts: { control?: Control } = {};
	const app = await buildServer(world, new Gateway(world), () => parts.control as Control);
	const listener = new Listener(app.server, settings.host);
	try {
		await app.ready();
		await listener.open(settings.port);
	} catch (error) {
		database.close();
		throw error;
	}
	world.publicUrl = (settings.publicUrl ?? listener.url).replace(/\/+$/, '');
	const sandbox = new Sandbox(world, listener, secretKey, async () => {
		listener.close();
		world.scheduler.close();
		app.server.closeAllConnections();
		await app.close();
		await world.notifier.close();
		database.close();
	});
	parts.control = sandbox;
	world.scheduler.wake();
	return sandbox;
}
