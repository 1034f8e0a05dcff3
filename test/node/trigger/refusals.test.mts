import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Booking } from './booking.mts';
import { forgeries } from './forgeries.mts';
import { recordLog, type LoggedLine } from './log.mts';
import { KEY, paidSale, signed } from './notifications.mts';

describe('the forgery matrix', () => {
	const sale = paidSale();
	let booking: Booking;
	beforeAll(async () => {
		booking = await Booking.open();
	});
	afterAll(async () => await booking.close());

	it.each(forgeries(sale))('$what: refused, no execution, nothing thrown', async ({ body, contentType, headers, statuses }) => {
		const answer = await booking.post(body, contentType, headers);
		expect(statuses).toContain(answer.status);
		expect(answer.body).not.toContain(KEY);
		expect(await booking.items()).toEqual([]);
		expect(booking.instance.executions).toEqual([]);
		expect(booking.thrown).toEqual([]);
		expect(booking.remembered).toEqual({});
	});

	it('does not keep the genuine one from being accepted afterwards', async () => {
		expect(await booking.post(signed(sale))).toMatchObject({ status: 200, body: 'ok' });
		expect(await booking.items()).toHaveLength(1);
	});
});

describe('without a secret key everything is refused', () => {
	it.each([
		['an empty key', { secretKey: '' }, ''],
		['a blank key', { secretKey: '   ' }, '   '],
		['a line break as key', { secretKey: '\n' }, '\n'],
		['a blank previous key beside a real one', { secretKey: KEY, previousSecretKey: ' ' }, ' '],
		['no key at all', {}, 'undefined'],
	])('%s', async (_what, credential, key) => {
		const booking = await Booking.open({ credential });
		for (const used of [key, '']) expect((await booking.post(signed(paidSale(), used))).status).toBe(401);
		expect(await booking.items()).toEqual([]);
		expect(booking.instance.executions).toEqual([]);
		await booking.close();
	});

	it('a credential that cannot be read: not now, so that the gateway repeats it', async () => {
		const booking = await Booking.open();
		booking.saved.nodes[0].credentials = { yabandPayApi: { id: '1', name: 'Deleted' } };
		expect(await booking.post(signed(paidSale()))).toMatchObject({ status: 503, body: 'bad' });
		expect(booking.thrown).toEqual([]);
		await booking.close();
	});
});

describe('the log', () => {
	let booking: Booking;
	let log: LoggedLine[];
	let restore: () => void;
	beforeEach(async () => {
		booking = await Booking.open();
		({ log, restore } = recordLog());
	});
	afterEach(async () => {
		restore();
		await booking.close();
	});

	it('names the reason once a minute, whatever comes', async () => {
		const other = signed(paidSale(), 'another key');
		for (const body of [other, '{', other, JSON.stringify({ data: {} }), other, '[]']) await booking.post(body);
		expect(log.map(({ meta }) => meta.reason)).toEqual(['forged', 'malformed', 'no_signature']);
		expect(log[0].message).toMatch(/"YabandPay Trigger" refused a call: .*wrong secret key, or a forgery/);
		expect(log[0].meta.workflowId).toBe(booking.saved.id);
	});

	it('holds nothing of what was received, no secret and no signature', async () => {
		const sale = paidSale({ demo: 'marker-7f3a', state: 'marker-7f3a' });
		for (const { body, contentType, headers } of forgeries(sale)) await booking.post(body, contentType, headers);
		await booking.post(signed({ ...sale, amount: 'marker-7f3a' }));
		await booking.post(signed({ ...sale, type: 'marker-7f3a' }));
		expect(log.length).toBeGreaterThan(3);
		const text = JSON.stringify(log);
		for (const secret of ['marker-7f3a', KEY, sale.trade_id, /[0-9a-f]{64}/]) expect(text).not.toMatch(secret);
	});

	it('says nothing about what was accepted', async () => {
		const body = signed(paidSale());
		await booking.post(body);
		await booking.post(body);
		expect(log).toEqual([]);
	});
});

describe('whatever comes', () => {
	let booking: Booking;
	beforeAll(async () => {
		booking = await Booking.open();
	});
	afterAll(async () => await booking.close());

	const token = fc.stringMatching(/^[\x21-\x2b\x2d-\x3a\x3c-\x7e]{1,40}$/);
	const contentType = fc.oneof(
		fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', null),
		token,
	);
	const jsonish = fc.json({ maxDepth: 6 }).map((text) => text.slice(0, 60_000));
	const envelope = fc
		.record({ sign: fc.oneof(fc.stringMatching(/^[0-9a-f]{64}$/), fc.jsonValue()), data: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()) })
		.map((value) => JSON.stringify(value));
	const bytes = fc.uint8Array({ maxLength: 2_000 }).map((array) => new Uint8Array(array));
	const headers = fc.dictionary(
		fc.constantFrom('content-encoding', 'x-forwarded-for', 'accept', 'origin', 'user-agent', 'x-signature'),
		fc.oneof(fc.constantFrom('gzip', 'deflate', 'br', '1.2.3.4'), token),
	);

	it('random bytes, JSON, content types and headers: an error status, nothing thrown, no execution', async () => {
		await fc.assert(
			fc.asyncProperty(fc.oneof(bytes, jsonish, envelope), contentType, headers, async (body, type, more) => {
				const answer = await booking.post(body, type, more);
				expect([400, 401, 413, 422]).toContain(answer.status);
			}),
			{ numRuns: 400 },
		);
		expect(booking.thrown).toEqual([]);
		expect(booking.instance.executions).toEqual([]);
	});
});
