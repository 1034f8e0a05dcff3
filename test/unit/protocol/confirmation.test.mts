import { describe, expect, it } from 'vitest';
import { confirms, parseNotification, signNotification, notificationBody, verifyNotification } from '../../../protocol/notification.ts';
import type { Fields } from './cuts.mts';
import { PAYMENT, REFUND, SECRET_KEY } from './samples.mts';

const notified = (fields: Fields) =>
	verifyNotification(parseNotification(notificationBody(signNotification(fields, SECRET_KEY))), { current: SECRET_KEY });

const ORDER = { ...PAYMENT, merchant_name: 'Shop & Co', demo: undefined };

describe('confirms', () => {
	it('says yes to what the gateway has on record', () => {
		expect(confirms(notified(PAYMENT), ORDER)).toEqual({ ok: true, unconfirmed: [] });
	});

	it.each([
		['amounts as numbers', { amount: 12.5 }],
		['amounts in another spelling', { amount: '12.500' }],
		['the state in another spelling', { state: 'Paid' }],
		['the state as a code', { state: '00' }],
		['fields the signature has proven, in the record\'s own spelling', { user: 'cashier@example.com', createDate: '1772364600', transaction_id: null }],
	])('does not mind %s', (_, record) => {
		expect(confirms(notified(PAYMENT), { ...ORDER, ...record })).toMatchObject({ ok: true });
	});

	it.each([
		['another amount', { amount: '12.51' }, 'amount', 'differs'],
		['an amount that is no number', { amount: 'NaN' }, 'amount', 'differs'],
		['another currency', { currency: 'USD' }, 'currency', 'differs'],
		['an earlier state', { state: 'processing' }, 'state', 'differs'],
		['an unknown state', { state: 'frozen' }, 'state', 'differs'],
		['another order', { order_id: '1' }, 'order_id', 'differs'],
		['another trade', { trade_id: '1' }, 'trade_id', 'differs'],
		['no state', { state: undefined }, 'state', 'missing'],
		['an empty state', { state: null }, 'state', 'missing'],
		['no amount', { amount: undefined }, 'amount', 'missing'],
		['an amount that is an object', { amount: {} }, 'amount', 'missing'],
		['no currency', { currency: '' }, 'currency', 'missing'],
	])('says no to %s', (_, record, field, reason) => {
		expect(confirms(notified(PAYMENT), { ...ORDER, ...record })).toMatchObject({ ok: false, field, reason });
	});

	it('tells a notification that came late from one that lies', () => {
		const late = confirms(notified({ ...PAYMENT, state: 'processing' }), ORDER);
		expect(late).toMatchObject({ ok: false, field: 'state', reason: 'outdated' });
		expect(late).toHaveProperty('message', 'The notification says state processing, the gateway\'s record paid.');
		expect(confirms(notified({ ...PAYMENT, state: 'frozen' }), ORDER)).toMatchObject({ reason: 'differs' });
	});

	it('reads nothing from the prototype of the record', () => {
		expect(confirms(notified(PAYMENT), Object.create(ORDER) as Record<string, unknown>)).toMatchObject({ reason: 'missing' });
	});

	it('compares the refund\'s own amount, under the name either side has', () => {
		const record = { ...REFUND, amount: '12.50' };
		expect(confirms(notified(REFUND), record)).toMatchObject({ ok: true });
		expect(confirms(notified(REFUND), { ...record, refund_amount: '2.60' })).toMatchObject({ field: 'amount', reason: 'differs' });
		const { refund_amount: amount, refund_currency: currency, ...rest } = REFUND;
		expect(confirms(notified({ ...rest, amount, currency }), record)).toMatchObject({ ok: true });
		expect(confirms(notified({ ...REFUND, state: 'Refund Processing' }), record)).toMatchObject({ reason: 'outdated' });
	});

	it('does not take what was refunded for the amount of a payment', () => {
		expect(confirms(notified(PAYMENT), { ...ORDER, refund_amount: '2.50', refund_currency: 'USD' })).toMatchObject({ ok: true });
		expect(confirms(notified({ ...PAYMENT, refund_amount: '2.50' }), ORDER)).toMatchObject({ ok: true });
	});

	it('checks the amount of the payment too where a refund names it and it is not certain', () => {
		const refund = notified({ ...REFUND, amount: '12.50', demo: 'x&amount=1' });
		expect(confirms(refund, { ...REFUND, amount: '12.50', demo: 'x&amount=1' })).toEqual({ ok: true, unconfirmed: [] });
		expect(confirms(refund, { ...REFUND, amount: '1', demo: 'x&amount=1' })).toMatchObject({ ok: false, field: 'amount' });
	});

	const tricky = { ...PAYMENT, description: 'table 5&state=paid', state: 'processing' };
	const stored = { ...ORDER, description: tricky.description, state: 'processing' };

	it('confirms a genuine description that holds a key', () => {
		const notification = notified(tricky);
		expect(notification.ambiguous).toBe(true);
		expect(confirms(notification, stored)).toEqual({ ok: true, unconfirmed: [] });
	});

	it('names the free text that differs, but does not quote it', () => {
		const answer = confirms(notified(tricky), { ...stored, description: 'Jane Doe' });
		expect(answer).toMatchObject({ ok: false, field: 'description', reason: 'differs' });
		expect(JSON.stringify(answer)).not.toMatch(/Jane|table/);
	});

	it('names the fields nobody can confirm', () => {
		const { description: _, ...record } = stored;
		expect(confirms(notified(tricky), record)).toEqual({ ok: true, unconfirmed: ['description'] });
	});

	it('takes free text that agrees as proof of the fields beside it', () => {
		const { sub_pay_method: _, tip_amount: __, ...record }: Record<string, string | undefined> = { ...ORDER, store_name: 'shop' };
		const notification = notified({ ...PAYMENT, store_name: 'shop' });
		expect(notification.ambiguous).toBe(true);
		expect(confirms(notification, record)).toEqual({ ok: true, unconfirmed: [] });
		const { store_name: ___, ...less } = record;
		expect(confirms(notification, less)).toEqual({ ok: true, unconfirmed: ['tip_amount', 'sub_pay_method', 'store_name'] });
	});

	it('takes a field sent as null for one sent empty', () => {
		const fields = { ...tricky, description: 'x&demo=1', demo: '' };
		expect(confirms(notified(fields), { ...stored, ...fields, demo: null })).toEqual({ ok: true, unconfirmed: [] });
	});
});
