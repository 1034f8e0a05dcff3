import type { Sandbox } from '../../../sandbox/src/sandbox.mts';
import { ACCOUNTS, SECRET_KEY } from './gateway.mts';
import { expectedSignature } from './signing.mts';

/**
 * Calls a gateway method without the node: for bringing the gateway into the state a test begins with.
 *
 * @param data the method's fields
 * @param user the account that signs; default: the cashier
 * @returns `data` of the answer
 * @throws Error when the gateway refuses
 */
export async function rawCall(
	sandbox: Pick<Sandbox, 'url'>,
	method: string,
	data: Record<string, string>,
	user: string = ACCOUNTS.cashier,
): Promise<Record<string, string>> {
	const envelope = { user, sign: '', method, time: Math.floor(Date.now() / 1000), data };
	envelope.sign = expectedSignature(envelope, SECRET_KEY);
	const response = await fetch(`${sandbox.url}/Payments`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(envelope),
	});
	const answer = (await response.json()) as { status: boolean; code: string; message: string; data: Record<string, string> };
	if (!answer.status) throw new Error(`${method}: ${answer.code} ${answer.message}`);
	return answer.data;
}
