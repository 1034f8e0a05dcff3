import { Refusal, type Code } from './codes.mts';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const LARGEST_MINOR = 10 ** 13;
const digitsByCurrency = new Map<string, number>();

/** Whether this is an ISO 4217 code. */
export function isCurrency(currency: string): boolean {
	return CURRENCIES.has(currency);
}

/** How many digits the minor unit of a currency has: EUR 2, JPY 0, KWD 3. */
export function currencyDigits(currency: string): number {
	const known = digitsByCurrency.get(currency);
	if (known !== undefined) return known;
	const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
	const digits = maximumFractionDigits ?? 2;
	digitsByCurrency.set(currency, digits);
	return digits;
}

/**
 * A decimal string in major units (`12.5`) as whole minor units (1250). Never rounds.
 * @throws Refusal with `code` when it is no amount of that currency or not above zero
 */
export function toMinor(amount: string, currency: string, field = 'amount', code: Code = '-1000'): number {
	const digits = currencyDigits(currency);
	const match = /^(\d{1,13})(?:\.(\d+))?$/.exec(amount);
	const fraction = match?.[2] ?? '';
	const meaningful = fraction.replace(/0+$/, '');
	if (!match || meaningful.length > digits) {
		throw new Refusal(code, `${field} "${amount}" is not an amount in ${currency}, write it like ${example(digits)}`);
	}
	const minor = Number(match[1] + meaningful.padEnd(digits, '0'));
	if (minor <= 0 || minor > LARGEST_MINOR) throw new Refusal(code, `${field} "${amount}" is out of range`);
	return minor;
}

function example(digits: number): string {
	return digits === 0 ? '24' : `24.${'9'.repeat(digits)}`;
}

/** Whole minor units as the decimal string the gateway answers with: 1250 EUR is `12.50`. */
export function fromMinor(minor: number, currency: string): string {
	const digits = currencyDigits(currency);
	const sign = minor < 0 ? '-' : '';
	const padded = String(Math.abs(minor)).padStart(digits + 1, '0');
	if (digits === 0) return sign + padded;
	return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
