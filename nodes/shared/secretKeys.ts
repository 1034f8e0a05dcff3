import type { IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { SecretKeys } from '../../protocol/signature';
import { refuse } from './refusal';

/**
 * How long the keys that were read for one call serve the next ones. n8n starts an expression engine for every credential
 * that a webhook reads, which takes several times as long as everything else a call needs: a burst of notifications, or of
 * forgeries, is to pay for that once a second. A changed key counts a second later.
 */
const SHARED_FOR_MS = 1_000;

const shared = new Map<string, Promise<SecretKeys>>();

/**
 * Reads the secret keys of the credential that a webhook's node uses.
 *
 * @throws Refusal if the credential cannot be read
 */
export async function readSecretKeys(context: IWebhookFunctions): Promise<SecretKeys> {
	const { secretKey, previousSecretKey } = await context.getCredentials('yabandPayApi').catch(() => {
		throw refuse(503, 'no_credential', 'the YabandPay credential could not be read');
	});
	return { current: String(secretKey ?? '').trim(), previous: String(previousSecretKey ?? '').trim() };
}

/**
 * The same for a webhook that anybody may call at any rate: read at most a second ago.
 *
 * @throws Refusal if the credential cannot be read; the next call tries again
 */
export async function sharedSecretKeys(context: IWebhookFunctions): Promise<SecretKeys> {
	const { id, credentials } = context.getNode();
	const owner = JSON.stringify([context.getWorkflow().id, id, credentials?.yabandPayApi?.id]);
	const underWay = shared.get(owner);
	if (underWay !== undefined) return await underWay;
	const keys = readSecretKeys(context);
	shared.set(owner, keys);
	try {
		await keys;
		void sleep(SHARED_FOR_MS).then(() => shared.delete(owner));
	} catch {
		shared.delete(owner);
	}
	return await keys;
}
