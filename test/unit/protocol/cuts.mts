import fc from 'fast-check';
import { PAYMENT, PAYOUT, REFUND } from './samples.mts';

export type Fields = Readonly<Record<string, string>>;

/** The string that is signed, as the gateway's library joins it. */
export const joined = (fields: Fields): string =>
	Object.keys(fields)
		.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
		.map((key) => `${key}=${fields[key]}`)
		.join('&');

/**
 * Every map of fields that has this signed string: the string cut at any choice of its `&`, wherever the keys then stand in the order a
 * signer sorts them. Keys end at their first `=`; see the test of odd names for the rest.
 */
export function everyCut(text: string): Fields[] {
	const parts = text.split('&');
	const cuts: Fields[] = [];
	const extend = (index: number, fields: ReadonlyArray<readonly [string, string]>): void => {
		if (index === parts.length) {
			cuts.push(Object.fromEntries(fields));
			return;
		}
		const equals = parts[index].indexOf('=');
		const last = fields.at(-1);
		if (equals > 0 && (last === undefined || parts[index].slice(0, equals) > last[0])) {
			extend(index + 1, [...fields, [parts[index].slice(0, equals), parts[index].slice(equals + 1)]]);
		}
		if (last !== undefined) extend(index + 1, [...fields.slice(0, -1), [last[0], `${last[1]}&${parts[index]}`]]);
	};
	extend(0, []);
	return cuts;
}

/** Free text as a payer who wants to cheat, or who knows nothing of it, would write it. */
const freeText = fc
	.array(
		fc.constantFrom(
			'x', ' ', '&', '=', 'Tom & Jerry', 'a=b', '&f=1', '&zz=', '&Z=', '&state=paid', '&state=failed', '&demo=1', '&description=y', '&exchange_rate=2',
			'&order_id=7', '&trade_id=T2', '&amount=1.00', '&currency=USD', '&type=payment', '&type=refund', '&refund_id=R2', '&payout_id=P2',
			'&m_refund_id=3', '&settlement_amount=1', '&settlement_currency=EUR', '&refund_amount=9', '&notify_url=u', '&reference=r', '&tip_amount=1',
			'&__proto__=1', '&odd key=1', '&store=',
		),
		{ maxLength: 3, size: 'max' },
	)
	.map((snippets) => snippets.join(''));

const pick = (source: Fields, keys: readonly string[]): Fields => Object.fromEntries(keys.map((key) => [key, source[key]]));

const some = (source: Fields, keys: readonly string[]): fc.Arbitrary<Fields> =>
	fc.subarray([...keys], { maxLength: 2 }).map((chosen) => pick(source, chosen));

const maybe = (arbitrary: fc.Arbitrary<Fields>): fc.Arbitrary<Fields> => fc.oneof(fc.constant({}), arbitrary);

const merged = (...parts: Array<fc.Arbitrary<Fields>>): fc.Arbitrary<Fields> =>
	fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Fields);

const free = (...keys: string[]): fc.Arbitrary<Fields> =>
	fc.record(Object.fromEntries(keys.map((key) => [key, freeText])) as Record<string, fc.Arbitrary<string>>);

/** The cuts double with every `&`. */
const fewPieces = (fields: Fields): boolean => joined(fields).split('&').length <= 12;

/** Notifications of a documented shape, with tricky free text and fields nobody has documented. */
export const documented: fc.Arbitrary<Fields> = fc.oneof(
	merged(
		fc.constant(pick(PAYMENT, ['amount', 'currency', 'order_id', 'state', 'trade_id'])),
		free('description'),
		some(PAYMENT, ['type', 'user', 'tip_amount', 'sub_pay_method', 'paid_time', '3ds_status', 'amount_cny']),
		maybe(fc.constant(pick(PAYMENT, ['exchange_rate', 'settlement_amount', 'settlement_currency']))),
		maybe(free('demo')),
		maybe(free('store_name')),
	),
	merged(
		fc.constant(pick(REFUND, ['type', 'refund_id', 'state', 'refund_amount', 'refund_currency'])),
		some({ ...REFUND, m_refund_id: 'R-17' }, ['user', 'trade_id', 'refund_time', 'm_refund_id']),
		maybe(free('refund_description')),
		maybe(free('demo')),
	),
	merged(
		fc.constant(pick(PAYOUT, ['payout_id', 'amount', 'currency', 'state'])),
		some(PAYOUT, ['user', 'time', 'gateway_name', 'notify_url']),
		maybe(free('reference')),
	),
).filter(fewPieces);

/** Notifications that are not quite as documented: any optional field may be missing, `description` and the type included. */
export const undocumented: fc.Arbitrary<Fields> = merged(
	fc.constant(pick(PAYMENT, ['amount', 'currency', 'order_id', 'state', 'trade_id'])),
	some({ ...PAYMENT, refund_id: 'R9', payout_id: 'P9', refund_amount: '2.00' }, [
		'type', 'user', 'exchange_rate', 'settlement_amount', 'settlement_currency', 'sub_pay_method', 'refund_id', 'payout_id', 'refund_amount',
	]),
	maybe(free('description')),
	maybe(free('demo')),
	maybe(free('store_name')),
).filter(fewPieces);
