import { randomUUID } from 'node:crypto';
import { notificationStringToSign, sign } from '../../../sandbox/src/signature.mts';

/** A notification's fields as the gateway sends them, reference section 11. */
export type NotificationData = Record<string, string>;

/** The fields of a paid sale of its own trade. */
export function paidSale(overrides: NotificationData = {}): NotificationData {
	return {
		type: 'payment',
		user: '016683',
		trade_id: randomUUID(),
		order_id: '20261122000001',
		amount: '24.90',
		currency: 'EUR',
		description: 'Order 1042',
		createDate: '1790000000',
		pay_method: 'online',
		sub_pay_method: 'iDEAL',
		state: 'paid',
		...overrides,
	};
}

/** The body that the gateway sends, signed by the sandbox's own code. */
export function signedBody(data: NotificationData, secretKey: string): { sign: string; data: NotificationData } {
	return { sign: sign(notificationStringToSign(data), secretKey), data };
}

/** Sends a notification as the gateway does. */
export async function notify(url: string, body: unknown): Promise<{ status: number; type: string; text: string }> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}
