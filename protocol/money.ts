/** A currency of ISO 4217: its code, its English name, and how many decimals its amounts have. */
export interface Currency {
	readonly code: string;
	readonly name: string;
	readonly digits: number;
}

/** The amount cannot be sent as it is; the message is meant for the user. */
export class AmountError extends Error {
	override readonly name = 'AmountError';
}

/** The currency is not a three-letter code; the message is meant for the user. */
export class CurrencyError extends Error {
	override readonly name = 'CurrencyError';
}

const currency = (code: string, name: string, digits = 2): Currency => ({ code, name, digits });

/** Currencies the gateway's pages name and other common ones, by code. Others are accepted too, with two decimals. */
export const CURRENCIES: readonly Currency[] = [
	currency('AED', 'UAE Dirham'),
	currency('AUD', 'Australian Dollar'),
	currency('BGN', 'Bulgarian Lev'),
	currency('BHD', 'Bahraini Dinar', 3),
	currency('BRL', 'Brazilian Real'),
	currency('CAD', 'Canadian Dollar'),
	currency('CHF', 'Swiss Franc'),
	currency('CLP', 'Chilean Peso', 0),
	currency('CNY', 'Chinese Yuan'),
	currency('CZK', 'Czech Koruna'),
	currency('DKK', 'Danish Krone'),
	currency('EUR', 'Euro'),
	currency('GBP', 'Pound Sterling'),
	currency('HKD', 'Hong Kong Dollar'),
	currency('HUF', 'Hungarian Forint'),
	currency('IDR', 'Indonesian Rupiah'),
	currency('ILS', 'Israeli New Shekel'),
	currency('INR', 'Indian Rupee'),
	currency('IQD', 'Iraqi Dinar', 3),
	currency('ISK', 'Icelandic Króna', 0),
	currency('JOD', 'Jordanian Dinar', 3),
	currency('JPY', 'Japanese Yen', 0),
	currency('KRW', 'South Korean Won', 0),
	currency('KWD', 'Kuwaiti Dinar', 3),
	currency('LKR', 'Sri Lankan Rupee'),
	currency('LYD', 'Libyan Dinar', 3),
	currency('MAD', 'Moroccan Dirham'),
	currency('MOP', 'Macanese Pataca'),
	currency('MXN', 'Mexican Peso'),
	currency('MYR', 'Malaysian Ringgit'),
	currency('NOK', 'Norwegian Krone'),
	currency('NZD', 'New Zealand Dollar'),
	currency('OMR', 'Omani Rial', 3),
	currency('PHP', 'Philippine Peso'),
	currency('PLN', 'Polish Złoty'),
	currency('PYG', 'Paraguayan Guaraní', 0),
	currency('QAR', 'Qatari Riyal'),
	currency('RON', 'Romanian Leu'),
	currency('RSD', 'Serbian Dinar'),
	currency('SAR', 'Saudi Riyal'),
	currency('SEK', 'Swedish Krona'),
	currency('SGD', 'Singapore Dollar'),
	currency('THB', 'Thai Baht'),
	currency('TND', 'Tunisian Dinar', 3),
	currency('TRY', 'Turkish Lira'),
	currency('TWD', 'New Taiwan Dollar'),
	currency('UAH', 'Ukrainian Hryvnia'),
	currency('UGX', 'Ugandan Shilling', 0),
	currency('USD', 'US Dollar'),
	currency('VND', 'Vietnamese Dong', 0),
	currency('XAF', 'Central African CFA Franc', 0),
	currency('XOF', 'West African CFA Franc', 0),
	currency('XPF', 'CFP Franc', 0),
	currency('ZAR', 'South African Rand'),
];

const DIGITS = new Map(CURRENCIES.map(({ code, digits }) => [code, digits]));
const DEFAULT_DIGITS = 2;
const MAX_WHOLE_DIGITS = 12;
const PLAIN_DECIMAL = /^(\d+)(?:\.(\d+))?$/;
const SIGNED_DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const CURRENCY_CODE = /^[A-Z]{3}$/;

const quoted = (text: string): string => `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;

/**
 * How many decimals amounts of a currency have (ISO 4217).
 *
 * @param code three capital letters
 * @returns 0 for JPY, 3 for KWD, 2 for EUR and for every code that is not in {@link CURRENCIES}
 * @throws {CurrencyError} if it is no three-letter code
 */
export function currencyDigits(code: string): number {
	if (typeof code !== 'string' || !CURRENCY_CODE.test(code)) {
		throw new CurrencyError(
			`${quoted(String(code))} is not a currency. Use the three capital letters of ISO 4217, e.g. EUR.`,
		);
	}
	return DIGITS.get(code) ?? DEFAULT_DIGITS;
}

function amountText(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	return '';
}

/**
 * Writes an amount the way the gateway takes it: major units, a dot, and exactly the decimals of the currency (reference section 3).
 * Never rounds. `1.000` is refused for EUR although it is a round number: in half of Europe it means a thousand.
 *
 * @param value text or number in major units, e.g. `'24.9'`
 * @param code currency of the amount
 * @param options `allowZero` accepts an amount of nothing, e.g. a tip
 * @returns the amount with all its decimals, e.g. `'24.90'`
 * @throws {AmountError} if it is not a positive decimal number with at most the decimals of the currency
 * @throws {CurrencyError} if the currency is no three-letter code
 */
export function formatAmount(value: unknown, code: string, options: { allowZero?: boolean } = {}): string {
	const digits = currencyDigits(code);
	const text = amountText(value);
	if (text === '') {
		throw new AmountError(`The amount is empty or no number. Enter it in major units, e.g. ${digits === 0 ? '25' : '24.90'}.`);
	}
	const parts = PLAIN_DECIMAL.exec(text);
	if (parts === null) {
		throw new AmountError(
			`The amount ${quoted(text)} is not a plain positive number. Use digits and a dot only, e.g. 24.90, without thousands separators, signs or currency.`,
		);
	}
	const fraction = parts[2] ?? '';
	if (fraction.length > digits) {
		throw new AmountError(
			`The amount ${quoted(text)} has more decimals than ${code} has (${digits}). Round it in the workflow, the node never does.`,
		);
	}
	const whole = parts[1].replace(/^0+(?=\d)/, '');
	if (whole.length > MAX_WHOLE_DIGITS) throw new AmountError(`The amount ${quoted(text)} is too large.`);
	const amount = digits === 0 ? whole : `${whole}.${fraction.padEnd(digits, '0')}`;
	if (!options.allowZero && !/[1-9]/.test(amount)) {
		throw new AmountError(`The amount ${quoted(text)} is nothing. Enter an amount greater than zero.`);
	}
	return amount;
}

/**
 * Turns an amount into whole minor units, exactly.
 *
 * @param amount decimal text in major units as the gateway sends it, e.g. `'12.5'`; zeros beyond the decimals of the currency are fine
 * @param code currency of the amount
 * @returns e.g. `1250n` for 12.5 EUR
 * @throws {AmountError} if it is no decimal number or has a part smaller than the minor unit
 * @throws {CurrencyError} if the currency is no three-letter code
 */
export function minorUnits(amount: string, code: string): bigint {
	const digits = currencyDigits(code);
	const parts = SIGNED_DECIMAL.exec(amount);
	if (parts === null) throw new AmountError(`The amount ${quoted(String(amount))} is not a plain decimal number.`);
	const fraction = (parts[3] ?? '').replace(/0+$/, '');
	if (fraction.length > digits) throw new AmountError(`The amount ${quoted(amount)} is finer than ${code} goes (${digits} decimals).`);
	const units = BigInt(parts[2] + fraction.padEnd(digits, '0'));
	return parts[1] === '-' ? -units : units;
}

/** Tells whether a text is a decimal number without exponent: the only form of an amount the gateway documents. */
export const isDecimal = (text: string): boolean => SIGNED_DECIMAL.test(text);

/**
 * Compares two amounts as numbers, exactly and whatever the currency: `12.5` is `12.50`. The gateway writes the same amount in
 * both ways (reference section 12, point 1).
 *
 * @returns false as well when one of them is no decimal number
 */
export function sameAmount(a: string, b: string): boolean {
	const plain = (text: string): string | undefined => {
		const parts = SIGNED_DECIMAL.exec(text);
		if (parts === null) return undefined;
		const whole = parts[2].replace(/^0+(?=\d)/, '');
		const fraction = (parts[3] ?? '').replace(/0+$/, '');
		const isZero = whole === '0' && fraction === '';
		return `${isZero ? '' : parts[1]}${whole}.${fraction}`;
	};
	const left = plain(a);
	return left !== undefined && left === plain(b);
}
