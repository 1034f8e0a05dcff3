import { createHmac } from 'node:crypto';

/**
 * A client after the rules of the gateway's official PHP library (reference section 2), written apart from the sandbox's own
 * signature code: array_merge of the outer fields and `data`, `data` and `sign` dropped, ksort, `key=value` joined with `&`,
 * hash_hmac with SHA-256.
 */
function hashHmac(flat: Record<string, unknown>, secretKey: string): string {
	const keys = Object.keys(flat).filter((key) => key !== 'sign' && key !== 'data');
	keys.sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
	let message = '';
	for (const key of keys) message += `${message === '' ? '' : '&'}${key}=${flat[key] ?? ''}`;
	return createHmac('sha256', secretKey).update(message).digest('hex');
}

export interface Envelope {
	user: string;
	sign: string;
	method: string;
	time: number;
	data: Record<string, unknown>;
}

export interface GatewayAnswer {
	status: boolean;
	code: string | number;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	data: any;
	message: string;
	response_id?: string;
}

/** A signed request, ready to be posted. */
export function signedEnvelope(
	user: string,
	method: string,
	data: Record<string, unknown>,
	secretKey: string,
	time = Math.floor(Date.now() / 1000),
): Envelope {
	const sign = hashHmac({ user, method, time, ...data }, secretKey);
	return { user, sign, method, time, data };
}

/** Posts text to the gateway's address; the library sets no Content-Type, so curl labels it a form. */
export async function postText(url: string, body: string): Promise<Response> {
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	return await fetch(`${url}/Payments`, { method: 'POST', headers, body });
}

/** Calls a method and reads the JSON answer. */
export async function call(
	sandbox: { url: string; secretKey: string },
	user: string,
	method: string,
	data: Record<string, unknown>,
): Promise<GatewayAnswer> {
	const response = await postText(sandbox.url, JSON.stringify(signedEnvelope(user, method, data, sandbox.secretKey)));
	return (await response.json()) as GatewayAnswer;
}

/** The library's verify(): over `data` alone, strictly equal. */
export function verifyNotification(body: { sign: string; data: Record<string, unknown> }, secretKey: string): boolean {
	return hashHmac(body.data, secretKey) === body.sign;
}
