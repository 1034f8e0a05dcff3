import { FieldError } from '../catalogue/fieldError';
import type { Values } from '../catalogue/types';

const MINUTE_MS = 60_000;

/** The longest an order lives, in minutes; reference section 3. */
const LONGEST_ORDER_MINUTES = 1440;

/** What the end of a wait depends on besides the user's choice. */
export interface LimitContext {
	/** The order's own timeout in minutes; 0 or no number means the longest. */
	readonly orderMinutes: number;
	/** The workflow's time zone, e.g. `Europe/Amsterdam`: the editor's dates carry none. */
	readonly timeZone: string;
	/** Epoch milliseconds. */
	readonly now?: number;
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetOf(timeZone: string, moment: number): number {
	const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
	return Date.parse(`${clock.format(moment).replace(' ', 'T')}Z`) - Math.floor(moment / 1000) * 1000;
}

/** The moment a date text names, in epoch milliseconds; NaN if it is no date. */
function momentOf(date: string, timeZone: string): number {
	if (/^\d{4}-\d\d-\d\d$/.test(date)) return momentOf(`${date}T00:00`, timeZone);
	if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(date)) return Date.parse(date);
	const asUtc = Date.parse(`${date.replace(' ', 'T')}Z`);
	if (Number.isNaN(asUtc)) return NaN;
	// Twice, since the offset is that of the moment sought and not of the first guess: they differ when clocks change.
	const guess = asUtc - offsetOf(timeZone, asUtc);
	return asUtc - offsetOf(timeZone, guess);
}

/**
 * When a wait ends.
 *
 * @throws FieldError if the date is missing, no date, or over
 */
export function endOfWait(values: Values, { orderMinutes, timeZone, now = Date.now() }: LimitContext): Date {
	if (values.limit === 'interval') return new Date(now + Number(values.limit_minutes || 60) * MINUTE_MS);
	if (values.limit !== 'date') {
		const minutes = orderMinutes > 0 ? Math.min(orderMinutes, LONGEST_ORDER_MINUTES) : LONGEST_ORDER_MINUTES;
		return new Date(now + minutes * MINUTE_MS);
	}
	const at = momentOf(values.limit_date ?? '', timeZone);
	if (Number.isNaN(at) || at <= now) {
		throw new FieldError(
			Number.isNaN(at) ? 'The date until which to wait is missing or no date' : 'The date until which to wait is over already',
			'Pick a date in the future, or use an expression such as {{ $now.plus({ hours: 2 }) }}.',
		);
	}
	return new Date(at);
}
