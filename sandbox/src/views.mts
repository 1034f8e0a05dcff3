import { currentAmount, extraOf, maskCard, type Order } from './domain/order.mts';
import type { Payout } from './domain/payouts.mts';
import type { Refund } from './domain/refunds.mts';
import { fromMinor } from './money.mts';
import type { Attempt, StoredNotification } from './notifications/notifier.mts';

type Amounts = 'amount' | 'tip_amount' | 'authorized' | 'captured' | 'paid' | 'refunded';

/** An order as the control API and the pages show it: amounts as decimal strings, no secret. */
export type OrderView = Omit<Order, Amounts | 'extra'> & Record<Amounts, string> & { cardnumber?: string };

export function orderView(order: Order): OrderView {
	const { extra: _extra, ...rest } = order;
	const text = (minor: number | null): string => fromMinor(minor ?? 0, order.currency);
	const { cardnumber } = extraOf(order);
	return {
		...rest,
		amount: text(currentAmount(order)),
		tip_amount: text(order.tip_amount),
		authorized: text(order.authorized),
		captured: text(order.captured),
		paid: text(order.paid),
		refunded: text(order.refunded),
		...(cardnumber === undefined ? {} : { cardnumber: maskCard(cardnumber) }),
	};
}

export type RefundView = Omit<Refund, 'amount'> & { amount: string };

export function refundView(refund: Refund): RefundView {
	return { ...refund, amount: fromMinor(refund.amount, refund.currency) };
}

export type PayoutView = Omit<Payout, 'amount'> & { amount: string };

export function payoutView(payout: Payout): PayoutView {
	return { ...payout, amount: fromMinor(payout.amount, payout.currency) };
}

/** A notification with every attempt to deliver it and what the receiver said. */
export type NotificationView = Omit<StoredNotification, 'attempts'> & { attempts: Attempt[] };

export function notificationView(notification: StoredNotification, attempts: Attempt[]): NotificationView {
	return { ...notification, attempts };
}
