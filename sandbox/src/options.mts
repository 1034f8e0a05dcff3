import type { AccountOption } from './accounts.mts';

export interface SandboxOptions {
	/** Address to listen on; default `127.0.0.1`. */
	host?: string;
	/** Port to listen on; default 0, any free one. */
	port?: number;
	/** SQLite file, or `:memory:` (default). */
	database?: string;
	/** The merchant's secret key; default: the one kept in the database, else a random one. */
	secretKey?: string;
	/** Accounts; default: a cashier, a super-admin, a merchant-level account and a terminal. */
	accounts?: readonly AccountOption[];
	/** Milliseconds after which every new order is paid or authorized by itself; default: never. */
	autoPay?: number;
	/** Milliseconds after which a refund is through by itself, or false for by hand; default 250. */
	autoRefund?: number | false;
	/** Milliseconds between one attempt of a notification and the next; when they are used up, the gateway gives up. */
	notificationRetryDelays?: readonly number[];
	/** Milliseconds to wait for the receiver's answer; default 10,000. */
	notificationTimeout?: number;
	/** Local address notifications are sent from, e.g. `127.0.0.2`; default: the system's choice. */
	notificationSource?: string;
	/** `json` (default), or `form` for the older `resultData=` form field, or `nested` with the `3ds` fields as an object. */
	notificationFormat?: NotificationFormat;
	/** Which spelling the finance methods need; default both. */
	commandField?: CommandField;
	/** Where browsers reach the sandbox, when that is not where it listens, e.g. behind a tunnel. */
	publicUrl?: string;
	/** How many requests are kept for reading back in the process; default 10,000. */
	keepRequests?: number;
}

export type NotificationFormat = 'json' | 'form' | 'nested';
export type CommandField = 'command' | 'commond' | 'both';

export type Settings = Required<
	Omit<SandboxOptions, 'accounts' | 'secretKey' | 'autoPay' | 'notificationSource' | 'publicUrl'>
> &
	Pick<SandboxOptions, 'autoPay' | 'notificationSource' | 'publicUrl'>;

/** The documentation speaks of "a certain strategy"; these growing gaps, one second to one hour, are the sandbox's own. */
export const RETRY_DELAYS = [1_000, 3_000, 10_000, 30_000, 120_000, 600_000, 3_600_000];

/** The options with every default filled in. */
export function resolveSettings(options: SandboxOptions): Settings {
	return {
		host: options.host ?? '127.0.0.1',
		port: options.port ?? 0,
		database: options.database ?? ':memory:',
		autoPay: options.autoPay,
		autoRefund: options.autoRefund ?? 250,
		notificationRetryDelays: options.notificationRetryDelays ?? RETRY_DELAYS,
		notificationTimeout: options.notificationTimeout ?? 10_000,
		notificationSource: options.notificationSource,
		notificationFormat: options.notificationFormat ?? 'json',
		commandField: options.commandField ?? 'both',
		publicUrl: options.publicUrl,
		keepRequests: options.keepRequests ?? 10_000,
	};
}
