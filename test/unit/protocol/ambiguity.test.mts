import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAmbiguous, readings, uncertainFields } from '../../../protocol/ambiguity.ts';
import { CODED_FIELDS } from '../../../protocol/fields.ts';
import { stringToSign } from '../../../protocol/signature.ts';
import type { VerifiedNotification } from '../../../protocol/notification.ts';
import { confirms, NotificationError, parseNotification, verifyNotification } from '../../../protocol/notification.ts';
import type { Fields } from './cuts.mts';
import { documented, everyCut, joined, undocumented } from './cuts.mts';
import { phpSign } from './php-rules.mts';
import { PAYMENT, PAYOUT, REFUND, SECRET_KEY } from './samples.mts';

const DECISIVE = ['amount', 'currency', 'order_id', 'payout_id', 'refund_amount', 'refund_currency', 'refund_id', 'state', 'trade_id', 'type'];

/** Each run tries hundreds of cuts. */
const RUNS = Number(process.env.CUT_RUNS ?? 100);

/** What becomes of these fields when they come with a given signature. */
function received(fields: Fields, sign: string): VerifiedNotification | 'refused' {
	try {
		return verifyNotification(parseNotification(JSON.stringify({ sign, data: fields })), { current: SECRET_KEY });
	} catch (error) {
		if (error instanceof NotificationError) return 'refused';
		throw error;
	}
}

const isSame = (a: Fields, b: Fields): boolean => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** The documented shapes once more, written as a check of one map of fields. */
function isDocumented(fields: Fields): boolean {
	const has = (...keys: string[]): boolean => keys.every((key) => key in fields);
	if (Object.entries(fields).some(([key, value]) => !/^\w+$/.test(key) || (CODED_FIELDS.has(key) && value.includes('&')))) return false;
	const kind = fields.type ?? (has('payout_id') ? 'payout' : has('refund_id') ? 'refund' : 'payment');
	if (kind === 'payout') return has('amount', 'currency', 'payout_id', 'state');
	if (kind === 'refund') return has('refund_id', 'state');
	if (kind !== 'payment') return false;
	if (has('settlement_amount', 'settlement_currency') && !has('exchange_rate')) return false;
	return has('amount', 'currency', 'description', 'order_id', 'state', 'trade_id');
}

describe('readings', () => {
	it.each([
		['a payment with every field', PAYMENT, 1],
		['a refund', REFUND, 1],
		['a payout', PAYOUT, 1],
		['a description with an ampersand', { ...PAYMENT, description: 'Tom & Jerry' }, 1],
		['a description with an equals sign', { ...PAYMENT, description: 'size=M' }, 1],
		['a description with a key that cannot stand there', { ...PAYMENT, description: 'Tom&Anna=1' }, 1],
		['a field nobody documented, before one always there', { ...PAYMENT, sta: '1' }, 1],
		['a description with a key that can', { ...PAYMENT, description: 'Tom&eva=1' }, 2],
		['a demo with a key that can', { ...PAYMENT, demo: 'a&demo_b=1' }, 2],
		['a field nobody documented, before two optional ones', { ...PAYMENT, store_name: 'shop' }, 3],
		['no description', { amount: '1', currency: 'EUR', order_id: '1', state: 'paid', trade_id: '1' }, 0],
		['a payment that names a refund', { ...PAYMENT, refund_id: '1' }, 1],
		['an order ID with a key in it', { ...PAYMENT, order_id: '1&pa=x' }, 9],
		['an order ID with an ampersand', { ...PAYMENT, order_id: 'A&B' }, 0],
	])('of %s: %s', (_, fields, count) => {
		expect(readings(fields)).toBe(count);
	});

	it('agrees with counting them one by one', () => {
		fc.assert(
			fc.property(fc.oneof(documented, undocumented), (fields) => {
				const counted = everyCut(joined(fields)).filter(isDocumented);
				expect(readings(fields)).toBe(counted.length);
				if (isDocumented(fields)) {
					const uncertain = Object.keys(fields).filter((key) => !counted.every((other) => other[key] === fields[key]));
					expect([...uncertainFields(fields)]).toEqual(expect.arrayContaining(uncertain));
				}
			}),
			{ numRuns: RUNS },
		);
	});

	it('do not count what contradicts the free text that is known', () => {
		const fields = { ...PAYMENT, store_name: 'shop' };
		expect([...uncertainFields(fields)].sort()).toEqual(['store_name', 'sub_pay_method', 'tip_amount']);
		expect(uncertainFields(fields, new Map([['store_name', 'shop']])).size).toBe(0);
		expect([...uncertainFields(fields, new Map([['store_name', 'another shop']]))].sort()).toEqual(Object.keys(fields).sort());
	});

	it('gives up on more pieces than any notification has, and says ambiguous', () => {
		const fields = { ...PAYMENT, description: '&a=1'.repeat(300) };
		expect(readings(fields)).toBe(Infinity);
		expect(isAmbiguous(fields)).toBe(true);
		expect(uncertainFields(fields)).toEqual(new Set(Object.keys(fields)));
		const started = performance.now();
		for (let run = 0; run < 5; run += 1) isAmbiguous({ ...PAYMENT, description: Array.from({ length: 170 }, (_, i) => `&f${i + 100}=`).join('') });
		expect(performance.now() - started).toBeLessThan(5000);
	});
});

/** From the free text before the order ID, which may swallow it, to the required field after it. */
const HIDDEN = [
	'demo', 'description', 'exchange_rate', 'order_id', 'out_trade_no', 'paid_time', 'pay_method', 'settlement_amount', 'settlement_currency', 'settlement_rate',
];

const { type: _type, ...UNTYPED } = PAYMENT;

const MANY: Fields = { ...PAYMENT, ...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${100 + index}`, '1'])) };

describe('isAmbiguous', () => {
	it.each([
		['a payment', PAYMENT],
		['a payment in euro alone', Object.fromEntries(Object.entries(PAYMENT).filter(([key]) => !/^(settlement|exchange)/.test(key)))],
		['a refund', REFUND],
		['a payout', PAYOUT],
		['free text with & and =', { ...PAYMENT, description: 'Tom & Jerry = 2 friends', demo: '{"a":"b&c"}' }],
		['free text with a url', { ...PAYMENT, demo: 'https://example.com/?Order=1&Table=2' }],
	])('lets %s through', (_, fields) => {
		expect(isAmbiguous(fields)).toBe(false);
		expect(uncertainFields(fields).size).toBe(0);
	});

	it.each<[string, Fields, string[]]>([
		['a state in the description', { ...PAYMENT, description: 'x&state=paid' }, ['description', 'state']],
		['a state in a demo', { ...PAYMENT, demo: 'x&state=paid' }, ['demo', 'state']],
		['an exchange rate in the description', { ...PAYMENT, description: 'x&exchange_rate=9' }, ['description', 'exchange_rate']],
		['an amount in the reference of a payout', { ...PAYOUT, reference: '1&state=completed' }, ['reference', 'state']],
		['a coded field that hides another', { ...PAYMENT, order_id: '1&paid_by=x' }, HIDDEN],
		['no description', { amount: '1', currency: 'EUR', order_id: '1', state: 'paid', trade_id: '1' }, []],
		['an order ID that cannot be one', { ...PAYMENT, order_id: 'A&B' }, Object.keys(PAYMENT)],
		['a refund without the identifier of one', { ...PAYMENT, type: 'refund', m_refund_id: '1' }, ['demo', 'description', 'exchange_rate', 'm_refund_id']],
		['a refund ID in the description of a payment', { ...PAYMENT, description: 'x&refund_id=3' }, ['description']],
		['a payment that might be a refund whose note goes on', { ...UNTYPED, m_refund_id: '1', note: 'n' }, []],
		['more fields than can be counted exactly', MANY, Object.keys(MANY)],
		['an undocumented field that may hide an optional one', { ...PAYMENT, store_name: 'shop' }, ['store_name', 'sub_pay_method', 'tip_amount']],
	])('stops %s', (_, fields, uncertain) => {
		expect(isAmbiguous(fields)).toBe(true);
		expect([...uncertainFields(fields)].sort()).toEqual([...uncertain].sort());
	});
});

describe('cutting the signed string of a genuine notification elsewhere', () => {
	it('never makes another notification that is accepted as certain', () => {
		let cuts = 0;
		fc.assert(
			fc.property(documented, (genuine) => {
				const sign = phpSign(genuine, SECRET_KEY);
				for (const other of everyCut(stringToSign(genuine)).filter((cut) => !isSame(cut, genuine))) {
					cuts += 1;
					const outcome = received(other, sign);
					if (outcome !== 'refused') expect([other, outcome.ambiguous]).toEqual([other, true]);
				}
			}),
			{ numRuns: RUNS },
		);
		expect(cuts).toBeGreaterThan(RUNS);
	});

	it('never changes amount, state or identifiers unseen, even where a genuine notification lacks what is documented', () => {
		fc.assert(
			fc.property(undocumented, (genuine) => {
				const sign = phpSign(genuine, SECRET_KEY);
				for (const other of everyCut(stringToSign(genuine))) {
					const outcome = received(other, sign);
					if (outcome === 'refused' || outcome.ambiguous) continue;
					for (const key of DECISIVE) expect([key, other[key]]).toEqual([key, genuine[key]]);
				}
			}),
			{ numRuns: RUNS },
		);
	});

	it('is seen through when the gateway is asked, and the genuine one is confirmed', () => {
		const forgetful = fc.subarray(['demo', 'type', 'user', 'store_name', 'paid_time', 'sub_pay_method', 'description']);
		let confirmed = 0;
		fc.assert(
			fc.property(documented, forgetful, (genuine, forgotten) => {
				const sign = phpSign(genuine, SECRET_KEY);
				const record = Object.fromEntries(Object.entries(genuine).filter(([key]) => !forgotten.includes(key)));
				const own = received(genuine, sign);
				expect(own).not.toBe('refused');
				expect(confirms(own as VerifiedNotification, record)).toMatchObject({ ok: true });
				for (const other of everyCut(stringToSign(genuine)).filter((cut) => !isSame(cut, genuine))) {
					const outcome = received(other, sign);
					if (outcome === 'refused') continue;
					const answer = confirms(outcome, record);
					if (!answer.ok) continue;
					confirmed += 1;
					for (const key of Object.keys(other).filter((name) => !answer.unconfirmed.includes(name))) {
						expect([key, other[key]]).toEqual([key, genuine[key]]);
					}
				}
			}),
			{ numRuns: RUNS },
		);
		expect(confirmed).toBeGreaterThan(0);
	});

	it('confirms a genuine notification that is not quite as documented', () => {
		fc.assert(
			fc.property(undocumented, (genuine) => {
				const own = received(genuine, phpSign(genuine, SECRET_KEY)) as VerifiedNotification;
				expect(confirms(own, genuine)).toEqual({ ok: true, unconfirmed: [] });
			}),
		);
	});

	it('does not get through with names no field has', () => {
		const genuine = { ...PAYMENT, description: 'a=b&c d=e&é=1&=2&__proto__=3&constructor=4' };
		const sign = phpSign(genuine, SECRET_KEY);
		const { description: _, ...rest } = genuine;
		const others: Fields[] = [
			{ ...rest, 'description=a': 'b&c d=e&é=1&=2&__proto__=3&constructor=4' },
			{ ...rest, description: 'a=b', 'c d': 'e&é=1&=2&__proto__=3&constructor=4' },
			{ ...rest, description: 'a=b&c d=e', é: '1&=2&__proto__=3&constructor=4' },
			{ ...rest, description: 'a=b&c d=e&é=1', '': '2&__proto__=3&constructor=4' },
		];
		for (const other of others) expect(received(other, sign)).toBe('refused');
	});
});
