import type { NewNotification } from './notifier.mts';

/** Another amount than the order's: its last digit goes up by one. */
export function withWrongAmount(notification: NewNotification): NewNotification {
	const field = notification.kind === 'refund' ? 'refund_amount' : 'amount';
	const right = String(notification.data[field]);
	const wrong = right.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
	return { ...notification, data: { ...notification.data, [field]: wrong } };
}

/** What a forger would send; its text tells it apart in the ledger. */
export function asForged(notification: NewNotification): NewNotification {
	const description = `${notification.data.description ?? ''} (forged)`.trim();
	return { ...notification, data: { ...notification.data, description } };
}

/** An older state of the same order, to follow the newer one. */
export function asProcessing(notification: NewNotification): NewNotification {
	return { ...notification, state: 'processing', data: { ...notification.data, state: 'processing' } };
}
