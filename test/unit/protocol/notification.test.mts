import { describe, expect, it } from 'vitest';
import {
	MAX_BODY_BYTES,
	notificationBody,
	NotificationError,
	notificationItem,
	parseNotification,
	signNotification,
	verifyNotification,
} from '../../../protocol/notification.ts';
import { SecretKeyMissingError } from '../../../protocol/signature.ts';
import vectors from './fixtures/vectors.json' with { type: 'json' };
import { phpSign } from './php-rules.mts';
import { PAYMENT, PAYOUT, REFUND, SECRET_KEY } from './samples.mts';

const KEYS = { current: SECRET_KEY };

/** Posts JSON text for `data`, signed over the flat fields given, as the gateway does. */
const posted = (dataText: string, signedFields: Readonly<Record<string, string>>): string =>
	`{"sign":"${phpSign(signedFields, SECRET_KEY)}","data":${dataText}}`;

const bodyOf = (fields: Readonly<Record<string, string>>): string => posted(JSON.stringify(fields), fields);

const verified = (body: string | Buffer, contentType?: string) => verifyNotification(parseNotification(body, contentType), KEYS);

function refusal(run: () => unknown): { reason: string; httpStatus: number } {
	try {
		run();
	} catch (error) {
		expect(error).toBeInstanceOf(NotificationError);
		const { reason, httpStatus } = error as NotificationError;
		return { reason, httpStatus };
	}
	return { reason: 'accepted', httpStatus: 200 };
}

describe('wire forms', () => {
	const json = bodyOf(PAYMENT);
	const encoded = encodeURIComponent(json);
	const plusEncoded = new URLSearchParams({ resultData: json }).toString();

	it.each<[string, string | Buffer, string | undefined]>([
		['JSON', json, 'application/json'],
		['JSON bytes', Buffer.from(json), 'Application/json; charset=UTF-8'],
		['JSON with a byte order mark', Buffer.from(`\ufeff${json}`), 'application/json'],
		['JSON text with a byte order mark', `\ufeff${json}`, 'application/json'],
		['JSON labelled as a form, as the official library sends', json, 'application/x-www-form-urlencoded'],
		['JSON labelled as text', json, 'text/plain;charset="utf-8"'],
		['JSON without label', json, undefined],
		['JSON amid white space', `\r\n ${json}\n`, 'application/json'],
		['JSON url-encoded as a whole', encoded, 'application/x-www-form-urlencoded'],
		['JSON url-encoded in small letters', encoded.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase()), undefined],
		['JSON url-encoded with + for blanks', encoded.replaceAll('%20', '+'), 'application/x-www-form-urlencoded'],
		['a form field', `resultData=${encoded}`, 'application/x-www-form-urlencoded'],
		['a form field with + for blanks', plusEncoded, 'application/x-www-form-urlencoded'],
		['a form field among others', `a=1&resultData=${encoded}&b=`, 'application/x-www-form-urlencoded'],
	])('reads %s', (_, body, contentType) => {
		const notification = verified(body, contentType);
		expect({ ...notification.fields }).toEqual(PAYMENT);
		expect(notification).toMatchObject({ kind: 'payment', id: PAYMENT.trade_id, event: 'payment.paid', state: 'paid' });
		expect(notification).toMatchObject({ rawState: 'paid', key: 'current', ambiguous: false });
	});

	it.each<[string, string | Buffer, string | undefined, string]>([
		['nothing', '', undefined, 'malformed'],
		['a list', `[${json}]`, undefined, 'malformed'],
		['broken JSON', json.slice(0, -1), 'application/json', 'malformed'],
		['more after the JSON', `${json}{}`, 'application/json', 'malformed'],
		['single quotes', json.replaceAll('"', "'"), undefined, 'malformed'],
		['a form without the field', `result=${encoded}`, undefined, 'malformed'],
		['a form with the field twice', `resultData=${encoded}&resultData=${encoded}`, undefined, 'malformed'],
		['a broken escape', `resultData=${encoded}%`, undefined, 'malformed'],
		['bytes that are not UTF-8', Buffer.concat([Buffer.from(json), Buffer.from([0xff])]), undefined, 'malformed'],
		['escapes that are not UTF-8', encoded.replace('test', '%FF'), undefined, 'malformed'],
		['UTF-16', Buffer.from(json, 'utf16le'), 'application/json', 'malformed'],
		['a multipart label', json, 'multipart/form-data; boundary=x', 'malformed'],
		['an image label', json, 'image/png', 'malformed'],
		['an XML label', json, 'text/xml', 'malformed'],
		['another charset', json, 'application/json; charset=gbk', 'malformed'],
		['a JSON text in a JSON text', JSON.stringify(json), 'application/json', 'malformed'],
	])('refuses %s', (_, body, contentType, reason) => {
		expect(refusal(() => parseNotification(body, contentType))).toEqual({ reason, httpStatus: 400 });
	});

	it('does not take broken bytes for the replacement character they would be read as', () => {
		const [before, after] = bodyOf({ ...PAYMENT, demo: 'a\ufffdb' }).split('\ufffd');
		const withByte = (byte: Buffer): Buffer => Buffer.concat([Buffer.from(before), byte, Buffer.from(after)]);
		expect(verified(withByte(Buffer.from('\ufffd'))).fields.demo).toBe('a\ufffdb');
		expect(refusal(() => verified(withByte(Buffer.from([0xff])))).reason).toBe('malformed');
	});

	it('refuses a large body by its bytes, before anything else is looked at', () => {
		const padded = (bytes: number): string => json + ' '.repeat(bytes - Buffer.byteLength(json));
		expect({ ...verified(padded(MAX_BODY_BYTES)).fields }).toEqual(PAYMENT);
		expect(refusal(() => parseNotification(padded(MAX_BODY_BYTES + 1)))).toEqual({ reason: 'too_large', httpStatus: 413 });
		expect(refusal(() => parseNotification(Buffer.alloc(10_000_000, '[')))).toEqual({ reason: 'too_large', httpStatus: 413 });
		expect(refusal(() => parseNotification('é'.repeat(MAX_BODY_BYTES / 2 + 1)))).toEqual({ reason: 'too_large', httpStatus: 413 });
	});

	it.each([
		['{"data":{"a":"1"}}'],
		['{"sign":null,"data":{}}'],
		['{"sign":"","data":{}}'],
		['{"sign":5,"data":{}}'],
		[`{"sign":["${'a'.repeat(64)}"],"data":{}}`],
		[`{"sign":"${'A'.repeat(64)}","data":{}}`],
		[`{"sign":"${'a'.repeat(63)}","data":{}}`],
		['{}'],
	])('answers 401 where there is no signature: %s', (body) => {
		expect(refusal(() => parseNotification(body))).toEqual({ reason: 'no_signature', httpStatus: 401 });
	});

	it.each(['null', '"{}"', '[]', '5', 'true', '{"a":{}}', '{"a":[1]}', '{"3ds":{"a":{}}}', '{"3ds":[1]}', '{"a b":"1"}', '{"":"1"}', '{"a&state":"1"}', '{"é":"1"}', '{"a":"\\ud83d"}'])(
		'refuses the data %s',
		(data) => {
			expect(refusal(() => parseNotification(`{"sign":"${'a'.repeat(64)}","data":${data}}`))).toEqual({
				reason: 'malformed',
				httpStatus: 400,
			});
		},
	);

	it('refuses a notification without data', () => {
		expect(refusal(() => parseNotification(`{"sign":"${'a'.repeat(64)}"}`)).reason).toBe('malformed');
	});
});

describe('the text as received', () => {
	const { amount, ...rest } = PAYMENT;
	const inner = JSON.stringify(rest).slice(1, -1);

	it.each(['24.90', '24.9', '0.10', '100', '12345678901234567890.12'])('verifies the number %s as written', (number) => {
		const body = posted(`{"amount":${number},${inner}}`, { ...rest, amount: number });
		expect(verified(body).fields.amount).toBe(number);
	});

	it('does not take one spelling of a number for another', () => {
		const body = posted(`{"amount":24.9,${inner}}`, { ...rest, amount: '24.90' });
		expect(refusal(() => verified(body))).toEqual({ reason: 'forged', httpStatus: 401 });
	});

	it('reads null as nothing and truth values as text', () => {
		const fields = { ...PAYMENT, demo: '', tip_amount: '', flag: 'true', other: 'false' };
		const data = JSON.stringify({ ...PAYMENT, demo: null, tip_amount: null, flag: true, other: false });
		expect({ ...verified(posted(data, fields)).fields }).toEqual(fields);
	});

	it('takes key order, white space and escapes for what they are: no difference', () => {
		const shuffled = Object.fromEntries(Object.entries(PAYMENT).reverse());
		const text = JSON.stringify(shuffled, null, '\t').replace('YabandPay', '\\u0059aband\\u0050ay').replaceAll('/', '\\/');
		expect({ ...verified(posted(text, PAYMENT)).fields }).toEqual(PAYMENT);
	});

	it('puts the members of a nested 3ds object among the fields', () => {
		const { '3ds_status': status, '3ds_trxid': trxid, '3ds_version': version, ...others } = PAYMENT;
		const nested = { ...others, '3ds': { '3ds_status': status, '3ds_trxid': trxid, '3ds_version': version } };
		expect({ ...verified(posted(JSON.stringify(nested), PAYMENT)).fields }).toEqual(PAYMENT);
	});

	it('refuses a nested member that hides a field', () => {
		const nested = { ...PAYMENT, '3ds': { state: 'paid' } };
		expect(refusal(() => verified(posted(JSON.stringify(nested), PAYMENT))).reason).toBe('malformed');
	});

	it('keeps 3ds as a field where it is a text', () => {
		const fields = { ...PAYMENT, '3ds': 'A' };
		expect(verified(bodyOf(fields)).fields['3ds']).toBe('A');
	});

	it('has fields without prototype, so that nothing is there that was not sent', () => {
		const { fields } = verified(bodyOf(PAYMENT));
		expect(Object.getPrototypeOf(fields)).toBeNull();
		expect(fields.toString).toBeUndefined();
	});
});

describe('verifyNotification', () => {
	it('reads the published payout sample, signed with a key of our own', () => {
		const published = vectors.notifications.find(({ notification }) => 'payout_id' in notification.data);
		const data = published?.notification.data as unknown as Record<string, string | number>;
		const fields = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value)]));
		const notification = verified(posted(JSON.stringify(data), fields));
		expect(notification).toMatchObject({
			kind: 'payout',
			id: '0594bf99-fce7-3784-28f7-e8e76ad01989',
			event: 'payout.completed',
			ambiguous: false,
		});
		expect(notification.fields.time).toBe('1708484735');
	});

	it('does not believe the signature printed with it: the key is not ours', () => {
		for (const { notification } of vectors.notifications) {
			expect(refusal(() => verified(JSON.stringify(notification))).reason).toBe('forged');
		}
	});

	it('reads a refund', () => {
		expect(verified(bodyOf(REFUND))).toMatchObject({ kind: 'refund', id: REFUND.refund_id, event: 'refund.refunded', ambiguous: false });
		const { refund_id: _, ...withoutId }: Record<string, string> = { ...REFUND, m_refund_id: 'R-17' };
		expect(verified(bodyOf(withoutId))).toMatchObject({ kind: 'refund', id: 'R-17' });
	});

	it.each<[Record<string, string>, string]>([
		[{ type: 'payment', payout_id: '1', refund_id: '2' }, 'payment'],
		[{ type: 'refund', payout_id: '1', refund_id: '2' }, 'refund'],
		[{ type: 'payout', payout_id: '1', refund_id: '2' }, 'payout'],
		[{ payout_id: '1', refund_id: '2' }, 'payout'],
		[{ refund_id: '2' }, 'refund'],
		[{}, 'payment'],
	])('decides the kind by type, then by identifiers: %j', (identifiers, kind) => {
		const { type: _, ...untyped } = PAYMENT;
		expect(verified(bodyOf({ ...untyped, ...identifiers })).kind).toBe(kind);
	});

	it.each([
		['another type', { ...PAYMENT, type: 'dispute' }, 'unknown_kind'],
		['an empty type', { ...PAYMENT, type: '' }, 'unknown_kind'],
		['nothing that tells', { state: 'paid', amount: '1' }, 'unknown_kind'],
		['no fields', {}, 'unknown_kind'],
		['no state', { ...PAYMENT, state: '' }, 'malformed'],
		['no amount', { ...PAYMENT, amount: '' }, 'malformed'],
		['no currency', { ...PAYOUT, currency: '' }, 'malformed'],
		['no trade_id', { ...PAYMENT, trade_id: '' }, 'malformed'],
		['no refund_id', { ...REFUND, refund_id: '' }, 'malformed'],
		['no payout_id', { ...PAYOUT, payout_id: '' }, 'malformed'],
		['an amount with a comma', { ...PAYMENT, amount: '12,50' }, 'malformed'],
		['an amount with exponent', { ...PAYMENT, amount: '1e3' }, 'malformed'],
		['a tip that is no number', { ...PAYMENT, tip_amount: 'much' }, 'malformed'],
		['a refund amount that is no number', { ...REFUND, refund_amount: 'all' }, 'malformed'],
	])('refuses a genuine notification with %s', (_, fields, reason) => {
		expect(refusal(() => verified(bodyOf(fields as Record<string, string>)))).toEqual({ reason, httpStatus: 400 });
	});

	it('spells the state in one way and keeps the raw one', () => {
		expect(verified(bodyOf({ ...PAYMENT, state: 'Canceled' }))).toMatchObject({
			event: 'payment.cancelled',
			state: 'cancelled',
			rawState: 'Canceled',
		});
		expect(verified(bodyOf({ ...PAYOUT, state: 'awaiting approval' })).event).toBe('payout.awaiting_approval');
		expect(verified(bodyOf({ ...PAYMENT, state: 'frozen' })).event).toBe('payment.frozen');
	});

	it('verifies with the previous key while it is there, and says so', () => {
		const received = parseNotification(bodyOf(PAYMENT));
		expect(verifyNotification(received, { current: 'new', previous: SECRET_KEY }).key).toBe('previous');
		expect(refusal(() => verifyNotification(received, { current: 'new', previous: '' })).reason).toBe('forged');
	});

	it.each([{ current: '' }, { current: ' ', previous: '\t' }, { current: undefined as unknown as string }])(
		'refuses everything without a secret key: %j',
		(keys) => {
			const blank = keys.current ?? '';
			const received = { ...parseNotification(bodyOf(PAYMENT)), sign: phpSign(PAYMENT, blank) };
			expect(refusal(() => verifyNotification(received, keys))).toEqual({ reason: 'no_secret', httpStatus: 401 });
		},
	);

	it('never quotes what was received in an error', () => {
		const secret = 'Jane Doe 6064364245787814896';
		for (const body of [bodyOf({ ...PAYMENT, amount: secret }), bodyOf({ ...PAYMENT, type: secret }), `{"${secret}":`, `{"a":1,"${secret}":2,"${secret}":3}`]) {
			const error = (() => {
				try {
					return verified(body);
				} catch (caught) {
					return caught as Error;
				}
			})();
			expect(error).toBeInstanceOf(NotificationError);
			expect((error as Error).message).not.toMatch(/Jane|6064/);
		}
	});
});

describe('notificationItem', () => {
	it('has what every workflow asks for first, and everything else as sent', () => {
		const item = notificationItem(verified(bodyOf({ ...PAYMENT, state: 'Paid', new_field: 'x' })));
		expect(Object.keys(item).slice(0, 9)).toEqual([
			'event', 'kind', 'trade_id', 'order_id', 'amount', 'currency', 'state', 'raw_state', 'signing_key',
		]);
		expect(item).toEqual({
			...PAYMENT,
			event: 'payment.paid',
			kind: 'payment',
			raw_state: 'Paid',
			signing_key: 'current',
			new_field: 'x',
		});
	});

	it('gives a refund its own amount and currency', () => {
		const item = notificationItem(verified(bodyOf({ ...REFUND, amount: '12.50', currency: 'EUR', order_id: '7' })));
		expect(item).toMatchObject({ event: 'refund.refunded', amount: '2.50', currency: 'EUR', payment_amount: '12.50', order_id: '7' });
		expect(item).toMatchObject({ refund_amount: '2.50', refund_id: REFUND.refund_id });
		expect(notificationItem(verified(bodyOf({ type: 'refund', refund_id: '1', state: 'refunded' })))).not.toHaveProperty('amount');
	});

	it('gives a payout its identifier', () => {
		expect(notificationItem(verified(bodyOf(PAYOUT)))).toMatchObject({ payout_id: PAYOUT.payout_id, amount: '100.01', state: 'completed' });
	});

	it('lets no field pass itself off as one of ours', () => {
		const item = notificationItem(verified(bodyOf({ ...PAYMENT, state: 'failed', event: 'payment.paid', raw_state: 'paid', kind: 'refund' })));
		expect(item).toMatchObject({ event: 'payment.failed', raw_state: 'failed', kind: 'payment' });
	});

	it('sets apart what could not be confirmed', () => {
		const item = notificationItem(verified(bodyOf(PAYMENT)), ['demo']);
		expect(item).not.toHaveProperty('demo');
		expect(item.unconfirmed).toEqual({ demo: 'table 7' });
	});
});

describe('signNotification', () => {
	it('makes what the gateway would send', () => {
		const data = { ...PAYMENT, demo: null, time: 1_708_484_735, test: true };
		const signedFields = { ...PAYMENT, demo: '', time: '1708484735', test: 'true' };
		const notification = signNotification(data, SECRET_KEY);
		expect(notification).toEqual({ sign: phpSign(signedFields, SECRET_KEY), data });
		expect({ ...verified(notificationBody(notification)).fields }).toEqual(signedFields);
	});

	it('does not sign with a blank key', () => {
		expect(() => signNotification(PAYMENT, '')).toThrow(SecretKeyMissingError);
	});
});
