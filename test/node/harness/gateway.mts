import { afterAll, beforeAll } from 'vitest';
import { startSandbox } from '../../../sandbox/src/sandbox.mts';
import type { Sandbox, SandboxOptions } from '../../../sandbox/src/sandbox.mts';
import { TestInstance } from './test-instance.mts';

/** The secret key of every test that talks to the sandbox. */
export const SECRET_KEY = 'sandbox-secret-key-for-node-tests';

/** Numbers of the sandbox's default accounts, those of the gateway's own samples. */
export const ACCOUNTS = { cashier: '016683', superAdmin: '036870', merchant: '040268', terminal: 'T125119061' } as const;

/** Where notifications go in tests that do not look at them: a port nothing listens on. */
export const NOTIFY_URL = 'http://127.0.0.1:9/notify';

/** A sandbox gateway with an n8n beside it that has credentials for each of its accounts. */
export interface Gateway {
	sandbox: Sandbox;
	instance: TestInstance;
	/** the values of the credential called `YabandPay account` */
	credential: Record<string, string>;
}

/**
 * Starts a sandbox on a free port of 127.0.0.1, in memory. Close it with `sandbox.close()`.
 *
 * The instance has the credentials `YabandPay account` (cashier and terminal), `Super admin`, `Merchant level`,
 * `Older spelling` (of the finance command field), `No UID` and `No TID`.
 */
export async function startGateway(options: SandboxOptions = {}): Promise<Gateway> {
	const sandbox = await startSandbox({ secretKey: SECRET_KEY, notificationRetryDelays: [], ...options });
	const shared = { secretKey: SECRET_KEY, baseUrl: sandbox.url, notifyUrl: NOTIFY_URL };
	const credential = { ...shared, uid: ACCOUNTS.cashier, tid: ACCOUNTS.terminal };
	const instance = new TestInstance({
		'YabandPay account': credential,
		'Super admin': { ...shared, uid: ACCOUNTS.superAdmin },
		'Merchant level': { ...shared, uid: ACCOUNTS.merchant },
		'Older spelling': { ...credential, uid: ACCOUNTS.superAdmin, commandField: 'commond' },
		'No UID': { ...shared, tid: ACCOUNTS.terminal },
		'No TID': { ...shared, uid: ACCOUNTS.cashier },
	});
	return { sandbox, instance, credential };
}

/** A gateway for all tests of a file: started before the first of them, closed after the last. Not to be used before that. */
export function useGateway(): Gateway {
	let started: Gateway;
	beforeAll(async () => {
		started = await startGateway();
	});
	afterAll(async () => await started.sandbox.close());
	return {
		get sandbox() {
			return started.sandbox;
		},
		get instance() {
			return started.instance;
		},
		get credential() {
			return started.credential;
		},
	};
}
