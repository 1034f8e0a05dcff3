import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { afterEach, describe, expect, it } from 'vitest';
import { EVENTS } from '../../../protocol/states.ts';
import { packageNodes } from '../harness/package-nodes.mts';
import { Booking } from './booking.mts';
import { recordLog } from './log.mts';
import { paidSale, payout, refund, signed } from './notifications.mts';

const bookings: Booking[] = [];

async function open(parameters: INodeParameters): Promise<Booking> {
	const booking = await Booking.open({ parameters });
	bookings.push(booking);
	return booking;
}

afterEach(async () => {
	for (const booking of bookings.splice(0)) await booking.close();
});

const SAMPLES = { payment: paidSale, refund, payout } as const;

/** A notification of each documented event. */
const everyEvent = EVENTS.map(({ value }) => {
	const [kind, state] = value.split('.') as [keyof typeof SAMPLES, string];
	return { event: value, body: signed(SAMPLES[kind]({ state: state.replaceAll('_', ' ') })) };
});

describe('events', () => {
	it('all: each documented event starts the workflow', async () => {
		const booking = await open({});
		for (const { body } of everyEvent) expect(await booking.post(body)).toMatchObject({ status: 200, body: 'ok' });
		expect((await booking.items()).map(({ event }) => event)).toEqual(everyEvent.map(({ event }) => event));
	});

	it.each(['payment.paid', 'refund.awaiting_approval', 'payout.failed'])('only %s', async (chosen) => {
		const booking = await open({ events: [chosen] });
		for (const { body } of everyEvent) expect(await booking.post(body)).toMatchObject({ status: 200, body: 'ok' });
		expect((await booking.items()).map(({ event }) => event)).toEqual([chosen]);
	});

	it('"All Events" among others is all; an unknown state comes with all only', async () => {
		const body = signed(paidSale({ state: 'Under Review' }));
		const [all, chosen] = [await open({ events: ['payment.paid', '*'] }), await open({ events: ['payment.paid'] })];
		for (const booking of [all, chosen]) expect((await booking.post(body)).status).toBe(200);
		expect(await all.items()).toEqual([expect.objectContaining({ event: 'payment.under_review', raw_state: 'Under Review' })]);
		expect(await chosen.items()).toEqual([]);
	});

	it('every spelling of a state is the same event', async () => {
		const booking = await open({ events: ['payment.cancelled'] });
		for (const state of ['canceled', 'CANCELLED', '08', ' Cancelled ']) await booking.post(signed(paidSale({ state })));
		expect((await booking.items()).map(({ raw_state }) => raw_state)).toEqual(['canceled', 'CANCELLED', '08', ' Cancelled ']);
	});
});

describe('filters', () => {
	const sent = [
		{ user: '016683', sub_pay_method: 'Payconiq' },
		{ user: 'T125119061', sub_pay_method: 'point_of_sales' },
		{ user: '036870', sub_pay_method: 'WeChat Pay' },
	];

	it.each([
		[{}, [0, 1, 2]],
		[{ users: '' }, [0, 1, 2]],
		[{ users: '016683' }, [0]],
		[{ users: ' 016683 , t125119061,' }, [0, 1]],
		[{ users: '16683' }, []],
		[{ payment_methods: 'payconiq' }, [0]],
		[{ payment_methods: 'WeChat Pay, Payconiq' }, [0, 2]],
		[{ payment_methods: 'WeChat' }, []],
		[{ users: '016683, 036870', payment_methods: 'WeChat Pay, point_of_sales' }, [2]],
	])('%j', async (filters, expected) => {
		const booking = await open({ filters });
		for (const fields of sent) expect(await booking.post(signed(paidSale(fields)))).toMatchObject({ status: 200, body: 'ok' });
		expect((await booking.items()).map(({ user }) => user)).toEqual(expected.map((index) => sent[index].user));
	});

	it('by payment method let no refund through, since a refund names none', async () => {
		const booking = await open({ filters: { payment_methods: 'Payconiq' } });
		expect((await booking.post(signed(refund()))).status).toBe(200);
		expect(await booking.items()).toEqual([]);
	});

	it('do not let a forgery be acknowledged', async () => {
		const booking = await open({ events: ['payment.paid'], filters: { users: '016683' } });
		expect((await booking.post(signed(paidSale({ state: 'expired' }), 'another key'))).status).toBe(401);
	});
});

describe('Allowed Addresses', () => {
	const listed = (allowed_addresses: string) => ({ settings: { allowed_addresses } });

	it.each(['127.0.0.1', '8.211.41.31, 127.0.0.0/8', '::ffff:127.0.0.1'])('lets a call from 127.0.0.1 through: %s', async (list) => {
		const booking = await open(listed(list));
		expect((await booking.post(signed(paidSale()))).status).toBe(200);
		expect(await booking.items()).toHaveLength(1);
	});

	it.each(['8.211.41.31', '128.0.0.0/8', 'localhost', '::1'])('refuses it with 403 and reads nothing of it: %s', async (list) => {
		const { log, restore } = recordLog();
		const booking = await open(listed(list));
		expect(await booking.post(signed(paidSale()))).toMatchObject({ status: 403, body: 'bad' });
		expect((await booking.post('{'.repeat(100_000))).status).toBe(403);
		expect(await booking.items()).toEqual([]);
		expect(log.map(({ meta }) => meta.reason)).toEqual(['address']);
		restore();
	});

	it.each(['', ' ', '\n'])('an empty list is no list: %j', async (list) => {
		const booking = await open(listed(list));
		expect((await booking.post(signed(paidSale()))).status).toBe(200);
	});

	it('the header of a proxy counts only where n8n trusts it', async () => {
		const booking = await open(listed('8.211.41.31'));
		const headers = { 'x-forwarded-for': '8.211.41.31' };
		expect((await booking.post(signed(paidSale()), undefined, headers)).status).toBe(403);
		// What N8N_PROXY_HOPS=1 does.
		booking.webhooks.trustProxies(1);
		expect((await booking.post(signed(paidSale()), undefined, headers)).status).toBe(200);
		const forged = { 'x-forwarded-for': '8.211.41.31, 1.2.3.4' };
		expect((await booking.post(signed(paidSale()), undefined, forged)).status).toBe(403);
	});
});

describe('Include Raw Notification', () => {
	it('adds the body as it came, digit for digit', async () => {
		const booking = await open({ settings: { include_raw: true } });
		const body = ` ${signed(paidSale()).replace('"24.90"', '24.90')}\n`;
		await booking.post(body);
		expect(await booking.items()).toEqual([expect.objectContaining({ amount: '24.90', raw_notification: body })]);
	});

	it('is off unless chosen', async () => {
		const booking = await open({});
		await booking.post(signed(paidSale()));
		expect((await booking.items())[0]).not.toHaveProperty('raw_notification');
	});
});

describe('the hidden parameter that keeps n8n from reading the body', () => {
	const { properties } = packageNodes.get('n8n-nodes-yabandpay.yabandPayTrigger')!.description;
	const node = (parameters: INodeParameters) => ({ id: '1', name: 'T', type: 't', typeVersion: 1, position: [0, 0] as [number, number], parameters });
	const resolved = (parameters: INodeParameters, defaults: boolean) =>
		NodeHelpers.getNodeParameters(properties, parameters, defaults, false, node(parameters), null);

	it('is set in a workflow that does not name it, as made by the API, and stays set when the editor saves it', () => {
		expect(resolved({}, true)?.options).toEqual({ binaryData: true });
		const saved = resolved(resolved({}, true) as INodeParameters, false) as INodeParameters;
		expect(resolved(saved, true)?.options).toEqual({ binaryData: true });
	});

	it('without it forgeries are refused all the same, by n8n or the node', async () => {
		const booking = await open({ options: {} });
		expect((await booking.post(signed(paidSale()).replace('"24.90"', '24.90'))).status).toBe(200);
		expect((await booking.post(signed(paidSale(), 'another key'))).status).toBe(401);
		expect((await booking.post('{"sign":')).status).toBe(422);
		expect(await booking.items()).toEqual([expect.objectContaining({ amount: '24.90' })]);
	});
});
