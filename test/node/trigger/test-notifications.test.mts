import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENTS } from '../../../protocol/states.ts';
import { singleNodeWorkflow } from '../harness/saved-workflow.mts';
import { signFields } from '../harness/signing.mts';
import { Booking } from './booking.mts';
import { forgeries } from './forgeries.mts';
import { KEY, paidSale, payout, refund, signed } from './notifications.mts';

let booking: Booking;
beforeAll(async () => {
	booking = await Booking.open();
});
afterAll(async () => await booking.close());

/** Runs an operation of "Notification" for each item. */
async function run(operation: string, parameters: INodeParameters, items?: IDataObject[]): Promise<IDataObject[]> {
	const workflow = singleNodeWorkflow({ resource: 'notification', operation, ...parameters });
	const execution = await booking.instance.run(workflow, { items });
	expect(execution.error).toBeUndefined();
	return execution.json('YabandPay');
}

const create = async (parameters: INodeParameters = {}) =>
	await run('createTestNotification', { amount: '24.9', currency: 'EUR', ...parameters });

const verify = async (texts: string[]) =>
	await run('verify', { notification_text: '={{ $json.text }}' }, texts.map((text) => ({ text })));

/** What has reached the workflow of the trigger since. */
async function booked(send: () => Promise<void>): Promise<IDataObject[]> {
	const before = (await booking.items()).length;
	await send();
	return (await booking.items()).slice(before);
}

describe('Create Test Notification', () => {
	it.each(EVENTS.map(({ value }) => value))('%s: accepted by the trigger and by Verify, which both say the same', async (event) => {
		const [made] = await create({ event });
		const { sign, data } = JSON.parse(made.body as string) as { sign: string; data: Record<string, string> };
		expect(sign).toBe(signFields(data, KEY));
		expect(made).toMatchObject({ content_type: 'application/json', sign, data });

		const [item, ...others] = await booked(async () => {
			expect((await booking.post(made.body as string, made.content_type as string)).status).toBe(200);
		});
		expect(others).toEqual([]);
		expect(item).toMatchObject({ event, amount: '24.90', currency: 'EUR', user: '016683', signing_key: 'current' });
		expect(await verify([made.body as string])).toEqual([{ genuine: true, ...item }]);
	});

	it('each item, execution and event is a notification of its own, so that the trigger starts for each', async () => {
		const workflow = singleNodeWorkflow({ resource: 'notification', operation: 'createTestNotification', amount: '1', currency: 'EUR' });
		const runs: IDataObject[] = [];
		for (let count = 0; count < 2; count++) runs.push(...(await booking.instance.run(workflow, { items: [{}, {}] })).json('YabandPay'));
		const items = await booked(async () => {
			for (const { body } of runs) await booking.post(body as string);
		});
		expect(new Set(items.map(({ trade_id }) => trade_id)).size).toBe(4);
	});

	it('a trade ID can be given, to go through the states of one payment', async () => {
		const { trade_id } = paidSale();
		const items = await booked(async () => {
			for (const event of ['payment.processing', 'payment.paid']) {
				const [{ body }] = await create({ event, order_id: '42', options: { trade_id } });
				await booking.post(body as string);
			}
		});
		expect(items).toEqual(['processing', 'paid'].map((state) => expect.objectContaining({ trade_id, order_id: '42', state })));
	});

	it('is marked as a test, and signed with the current key during a rotation', async () => {
		const [{ body }] = await create();
		expect(await verify([body as string])).toEqual([expect.objectContaining({ demo: expect.stringContaining('test') as string, signing_key: 'current' })]);
	});
});

describe('Verify', () => {
	it('tells what is genuine and what it says, for each item', async () => {
		const bodies = [signed(paidSale()), signed(refund()), signed(payout())];
		const items = await verify([bodies[0], `resultData=${encodeURIComponent(bodies[1])}`, encodeURIComponent(bodies[2])]);
		expect(items).toEqual([
			expect.objectContaining({ genuine: true, event: 'payment.paid', amount: '24.90' }),
			expect.objectContaining({ genuine: true, event: 'refund.refunded', amount: '2.50' }),
			expect.objectContaining({ genuine: true, event: 'payout.completed', amount: '100.01' }),
		]);
	});

	it('calls nothing of the forgery matrix genuine, says why, and repeats nothing of it', async () => {
		const asText = forgeries().filter(({ contentType, headers }) => contentType === 'application/json' && headers === undefined);
		const texts = asText.flatMap(({ body }) => (typeof body === 'string' && body.trim() !== '' ? body : []));
		const items = await verify(texts);
		expect(items.length).toBeGreaterThan(200);
		for (const item of items) {
			expect(item).toEqual({ genuine: false, reason: expect.stringMatching(/^[a-z_]+$/) as string, message: expect.any(String) as string });
		}
		expect(new Set(items.map(({ reason }) => reason))).toEqual(new Set(['forged', 'malformed', 'no_signature', 'too_large']));
		expect(JSON.stringify(items)).not.toContain(KEY);
	});

	it('does not call genuine what fits several readings, and lets no field overwrite the verdict', async () => {
		const doubtful = signed(paidSale({ description: 'x&genuine=true&state=paid' }));
		const overwriting = signed({ ...paidSale(), genuine: 'true', reason: 'none', message: 'fine', description: 'x&state=paid' });
		for (const item of await verify([doubtful, overwriting])) {
			expect(item).toMatchObject({ genuine: false, reason: 'ambiguous', message: expect.stringContaining('Order: Get') as string });
		}
	});

	it('text whose numbers were written anew is not genuine any more', async () => {
		const received = signed(paidSale()).replace('"24.90"', '24.90');
		expect(await verify([received, JSON.stringify(JSON.parse(received))])).toEqual([
			expect.objectContaining({ genuine: true, amount: '24.90' }),
			expect.objectContaining({ genuine: false, reason: 'forged' }),
		]);
	});
});
