import { createHmac } from 'node:crypto';

/**
 * Signs fields by reference section 2, written from the reference alone: a mistake in the package's own signature code
 * must not hide in the tests that check it.
 *
 * @param fields everything that is signed, as text
 */
export function signFields(fields: Record<string, string>, secretKey: string): string {
	const stringA = Object.keys(fields)
		.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
		.map((key) => `${key}=${fields[key]}`)
		.join('&');
	return createHmac('sha256', Buffer.from(secretKey, 'utf8')).update(Buffer.from(stringA, 'utf8')).digest('hex');
}

/** A request as it arrives at the gateway. */
export interface SignedBody {
	user: string;
	sign: string;
	method: string;
	time: number;
	data: Record<string, string | number>;
}

/** The signature that a request must carry, by reference sections 1 and 2. */
export function expectedSignature({ user, method, time, data }: SignedBody, secretKey: string): string {
	const texts = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value)]));
	return signFields({ ...texts, user, method, time: String(time) }, secretKey);
}
