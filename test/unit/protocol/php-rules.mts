import { createHmac } from 'node:crypto';

/**
 * The rules of the gateway's own PHP library, written down a second time and independently of `protocol/`: `ksort` by byte,
 * `key=value` joined with `&`, `hash_hmac('sha256')` as lower-case hex, strict comparison.
 */
export function phpSign(data: Readonly<Record<string, string>>, secretKey: string): string {
	const pairs = Object.entries(data).map(([key, value]) => [Buffer.from(key, 'utf8'), Buffer.from(value, 'utf8')] as const);
	pairs.sort(([a], [b]) => Buffer.compare(a, b));
	const message: Buffer[] = [];
	for (const [key, value] of pairs) message.push(Buffer.from(message.length === 0 ? '' : '&'), key, Buffer.from('='), value);
	return createHmac('sha256', Buffer.from(secretKey, 'utf8')).update(Buffer.concat(message)).digest('hex');
}

/** What `verify($data, $sign)` answers. */
export const phpVerify = (data: Readonly<Record<string, string>>, sign: unknown, secretKey: string): boolean =>
	sign === phpSign(data, secretKey);
