import type { Order } from '../domain/order.mts';
import type { Refund } from '../domain/refunds.mts';
import { fromMinor } from '../money.mts';
import { convertMinor } from '../rates.mts';
import type { NewNotification } from './notifier.mts';
import { epochText, SETTLEMENT_CURRENCY } from './paymentData.mts';

/** The fields a refund is described with, in its query and its notification (reference section 8), each a string. */
export function refundFields(refund: Refund, order: Order): Record<string, string> {
	const settled = convertMinor(refund.amount, refund.currency, SETTLEMENT_CURRENCY);
	return {
		transaction_id: order.transaction_id,
		refund_id: refund.refund_id,
		refund_time: epochText(refund.finished_at ?? refund.created_at),
		state: refund.state,
		refund_amount: fromMinor(refund.amount, refund.currency),
		refund_currency: refund.currency,
		refund_description: refund.description,
		settlement_refund_amount: fromMinor(settled, SETTLEMENT_CURRENCY),
		settlement_refund_currency: SETTLEMENT_CURRENCY,
		yb_transaction_id: order.transaction_id && `YB${order.transaction_id}`,
	};
}

/** The notification of a refund's present state. */
export function refundNotification(refund: Refund, order: Order, notify_url: string): NewNotification {
	const { trade_id, user, state } = refund;
	const data: Record<string, string> = {
		type: 'refund',
		user,
		trade_id,
		order_id: order.order_id,
		...refundFields(refund, order),
	};
	if (refund.m_refund_id !== null) data.m_refund_id = refund.m_refund_id;
	if (order.demo !== null) data.demo = order.demo;
	return { kind: 'refund', subject: refund.refund_id, trade_id, user, state, notify_url, data };
}
