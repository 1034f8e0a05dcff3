import { formatAmount } from '../../../protocol/money';
import { FieldError } from '../catalogue/fieldError';
import type { FieldContext } from '../catalogue/types';

/**
 * Checks made before anything is sent. Each takes the text the user typed and returns the text that is sent,
 * or throws a `FieldError` that says what is wrong and what to do.
 */

const refusedAmount = (label: string, error: Error): FieldError =>
	new FieldError(
		`${label}: ${error.message}`,
		'Write the amount in major units with a decimal point and no thousands separator, e.g. 24.99. Nothing was sent to YabandPay.',
	);

/** Amount in major units with the digits of the item's currency, e.g. `24.9` becomes `24.90`. */
export const amountIn =
	(label: string, currencyField = 'currency') =>
	(value: string, { values }: FieldContext): string => {
		try {
			return formatAmount(value, values[currencyField] || 'EUR');
		} catch (error) {
			throw refusedAmount(label, error as Error);
		}
	};

/** Text of at most `length` characters. */
export const atMost =
	(length: number, label: string) =>
	(value: string): string => {
		if ([...value].length > length) {
			throw new FieldError(
				`${label} is too long: ${[...value].length} characters, and at most ${length} are allowed`,
				`Shorten the text to ${length} characters. Nothing was sent to YabandPay.`,
			);
		}
		return value;
	};

/** Text that matches a pattern; `rule` completes the sentence "… must". */
export const matching =
	(pattern: RegExp, label: string, rule: string) =>
	(value: string): string => {
		if (!pattern.test(value)) {
			throw new FieldError(`${label} must ${rule}`, 'Correct the value. Nothing was sent to YabandPay.');
		}
		return value;
	};

/** A whole number of minutes from 0 to 1440 (24 hours), reference section 3. */
export const minutes = (value: string): string => {
	if (!/^\d{1,4}$/.test(value) || Number(value) > 1440) {
		throw new FieldError(
			`Expires After (Minutes) must be a whole number from 0 to 1440, but it is "${value.slice(0, 20)}"`,
			'Enter e.g. 30 for half an hour. 0 means the longest time, 1440 minutes (24 hours). Nothing was sent to YabandPay.',
		);
	}
	return String(Number(value));
};

/** An http or https address. */
export const webAddress =
	(label: string) =>
	(value: string): string => {
		if (!/^https?:\/\/[^\s/]+\S*$/i.test(value) || !URL.canParse(value)) {
			throw new FieldError(
				`${label} is not a web address`,
				'Enter a full address that starts with https://, e.g. https://shop.example.com/thanks. Nothing was sent to YabandPay.',
			);
		}
		return value;
	};

/** A point in time as the gateway wants it: epoch seconds. Takes an ISO date or epoch seconds. */
export const epochSeconds =
	(label: string) =>
	(value: string): string => {
		if (/^\d{9,10}$/.test(value)) return value;
		const milliseconds = Date.parse(value);
		if (Number.isNaN(milliseconds)) {
			throw new FieldError(
				`${label} is not a date`,
				'Pick a date, or use an expression such as {{ $now.minus({ days: 1 }) }}. Nothing was sent to YabandPay.',
			);
		}
		return String(Math.floor(milliseconds / 1000));
	};
