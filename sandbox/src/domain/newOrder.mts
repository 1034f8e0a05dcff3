import { randomUUID } from 'node:crypto';

import type { Order, OrderExtra } from './order.mts';

export type NewOrder = Pick<
	Order,
	'order_id' | 'user' | 'method' | 'pay_method' | 'sub_pay_method' | 'intent' | 'currency' | 'amount' | 'description'
> &
	Partial<Pick<Order, 'tid' | 'tip_amount' | 'demo' | 'notify_url' | 'redirect_url' | 'timeout'>> & {
		extra?: OrderExtra;
	};

const MINUTE = 60_000;

/** The order a call asks for: `processing`, with nothing paid or held. @param now milliseconds since 1970 */
export function buildOrder(input: NewOrder, now: number): Order {
	// Zero and nothing both mean a day (reference section 3).
	const timeout = input.timeout || 1440;
	return {
		trade_id: randomUUID(),
		order_id: input.order_id,
		user: input.user,
		tid: input.tid ?? null,
		method: input.method,
		pay_method: input.pay_method,
		sub_pay_method: input.sub_pay_method,
		intent: input.intent,
		state: 'processing',
		currency: input.currency,
		amount: input.amount,
		tip_amount: input.tip_amount ?? null,
		authorized: 0,
		captured: 0,
		paid: 0,
		refunded: 0,
		refunds: 0,
		description: input.description,
		demo: input.demo ?? null,
		notify_url: input.notify_url ?? null,
		redirect_url: input.redirect_url ?? null,
		timeout,
		created_at: now,
		expires_at: now + timeout * MINUTE,
		authorized_at: null,
		paid_at: null,
		transaction_id: '',
		extra: JSON.stringify(input.extra ?? {}),
	};
}
