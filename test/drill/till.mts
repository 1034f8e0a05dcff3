import { setTimeout as sleep } from 'node:timers/promises';
import { settlesByItself, type Kind, type Sale } from './plan.mts';

/** How the till's call ended. */
export type TillAnswer =
	/** n8n has taken the sale on; with the payment's number where the till is told. */
	| { outcome: 'accepted'; trade_id?: string }
	/** Nobody knows whether n8n took it on, and asking again could charge twice. */
	| { outcome: 'unsure' }
	/** The till gave up. */
	| { outcome: 'given up' };

const GIVE_UP_MS = 180_000;
const ANSWER_TIMEOUT_MS = 30_000;
const PAUSE_MS = 700;

/** n8n has certainly not stored such a call: it is starting, or lacks its database. */
const REFUSED_STATUSES = new Set([404, 503]);

/** These sales have no number that would make a second call harmless, so the till asks once. */
const asksOnce = (kind: Kind): boolean => kind === 'posTrigger' || settlesByItself(kind);

async function call(url: string, sale: Sale): Promise<{ status: number; body: { trade_id?: string } } | 'not connected' | 'broken'> {
	const { order_id, amount, currency } = sale;
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', connection: 'close' },
			body: JSON.stringify({ order_id, amount, currency }),
			signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
		});
		const text = await response.text();
		return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as { trade_id?: string }) : {} };
	} catch (error) {
		const { code } = ((error as Error).cause ?? {}) as { code?: string };
		return code === 'ECONNREFUSED' ? 'not connected' : 'broken';
	}
}

/**
 * Asks n8n for a sale, as a shop's till does: again and again with the same number where that is harmless, otherwise only as
 * long as n8n has certainly not taken the call.
 */
export async function askForSale(url: string, sale: Sale): Promise<TillAnswer> {
	const deadline = Date.now() + GIVE_UP_MS;
	while (Date.now() < deadline) {
		const answer = await call(url, sale);
		if (typeof answer === 'object' && answer.status === 200) return { outcome: 'accepted', trade_id: answer.body.trade_id };
		const certainlyNotTaken = answer === 'not connected' || (typeof answer === 'object' && REFUSED_STATUSES.has(answer.status));
		if (asksOnce(sale.kind) && !certainlyNotTaken) return { outcome: 'unsure' };
		await sleep(PAUSE_MS);
	}
	return { outcome: 'given up' };
}
