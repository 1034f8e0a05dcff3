import { currencyDigits } from './money.mts';

/** Units of a currency for one euro. Invented and fixed, so that tests know what to expect; the documentation prints none. */
const PER_EURO: Record<string, string> = {
	EUR: '1',
	CNY: '7.8412',
	USD: '1.0834',
	GBP: '0.8532',
	CHF: '0.9571',
	DKK: '7.4589',
	SEK: '11.2345',
	NOK: '11.5678',
	JPY: '163.42',
	HKD: '8.4711',
	SGD: '1.4563',
	AUD: '1.6502',
	CAD: '1.4785',
	NZD: '1.7744',
	THB: '38.915',
	KRW: '1459.5',
	PLN: '4.3021',
	AED: '3.9789',
	PHP: '61.23',
	CZK: '25.312',
	MYR: '5.1034',
	IDR: '17102',
	LKR: '324.5',
	ZAR: '20.134',
	MOP: '8.7252',
	TWD: '34.615',
	HUF: '391.2',
	KWD: '0.3332',
};

/** Settlement currencies of Alipay+, and of those the nine that WeChat Pay lacks (reference section 7). */
export const EXCHANGE_CURRENCIES = [
	'EUR',
	'USD',
	'GBP',
	'CHF',
	'DKK',
	'SEK',
	'NOK',
	'JPY',
	'HKD',
	'SGD',
	'AUD',
	'CAD',
	'NZD',
	'THB',
	'KRW',
	'PLN',
	'AED',
	'PHP',
	'CZK',
	'MYR',
	'IDR',
	'LKR',
	'ZAR',
	'MOP',
	'TWD',
];
export const NOT_WITH_WECHAT = ['AED', 'PHP', 'CZK', 'MYR', 'IDR', 'LKR', 'ZAR', 'MOP', 'TWD'];

const SCALE = 9;
const ONE = 10n ** BigInt(SCALE);

function scaled(decimal: string): bigint {
	const [whole, fraction = ''] = decimal.split('.');
	return BigInt(whole + fraction.padEnd(SCALE, '0').slice(0, SCALE));
}

function divideRounded(dividend: bigint, divisor: bigint): bigint {
	return (dividend + divisor / 2n) / divisor;
}

/** Whether the sandbox knows a rate for this currency. */
export function hasRate(currency: string): boolean {
	return currency in PER_EURO;
}

function rateScaled(from: string, to: string): bigint {
	return divideRounded(scaled(PER_EURO[to] ?? '1') * ONE, scaled(PER_EURO[from] ?? '1'));
}

/** How much of `to` one unit of `from` buys: a decimal string with up to nine digits, `1` for the same currency. */
export function exchangeRate(from: string, to: string): string {
	const rate = rateScaled(from, to);
	const fraction = String(rate % ONE)
		.padStart(SCALE, '0')
		.replace(/0+$/, '');
	return fraction === '' ? String(rate / ONE) : `${rate / ONE}.${fraction}`;
}

/** Converts whole minor units of one currency into whole minor units of another, rounded to the nearest. */
export function convertMinor(minor: number, from: string, to: string): number {
	const raise = 10n ** BigInt(currencyDigits(to));
	const lower = 10n ** BigInt(currencyDigits(from));
	return Number(divideRounded(BigInt(minor) * rateScaled(from, to) * raise, ONE * lower));
}
