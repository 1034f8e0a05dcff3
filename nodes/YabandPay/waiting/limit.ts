import { FieldError } from '../catalogue/fieldError';
import type { Values } from '../catalogue/types';

const MINUTE_MS = 60_000;

/** The longest an order lives, in minutes; reference section 3. */
const LONGEST_ORDER_MINUTES = 1440;

/**
 * When a wait ends.
 *
 * @param orderMinutes the order's own timeout in minutes; 0 or nothing means the longest
 * @param now epoch milliseconds
 * @throws FieldError if the date is missing, no date, or over
 */
export function endOfWait(values: Values, orderMinutes: number, now = Date.now()): Date {
	if (values.limit === 'interval') return new Date(now + Number(values.limit_minutes || 60) * MINUTE_MS);
	if (values.limit !== 'date') {
		const minutes = orderMinutes > 0 ? Math.min(orderMinutes, LONGEST_ORDER_MINUTES) : LONGEST_ORDER_MINUTES;
		return new Date(now + minutes * MINUTE_MS);
	}
	const at = Date.parse(values.limit_date ?? '');
	if (Number.isNaN(at) || at <= now) {
		throw new FieldError(
			Number.isNaN(at) ? 'The date until which to wait is missing or no date' : 'The date until which to wait is over already',
			'Pick a date in the future, or use an expression such as {{ $now.plus({ hours: 2 }) }}.',
		);
	}
	return new Date(at);
}
