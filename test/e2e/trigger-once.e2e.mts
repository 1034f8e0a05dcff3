import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paidSale as sample, signed } from '../node/trigger/notifications.mts';
import { addCredential, type Shop } from '../../tools/shop.mts';
import type { CredentialReference } from '../../tools/n8n/workflows.mts';
import { Bookings } from './harness/bookings.mts';
import { openTestShop } from './harness/shop.mts';
import { makeStorm, sendStorm, type Delivery } from './harness/storm.mts';

/** Deliveries in the storm, and the seed of its order. */
const STORM = Number(process.env.STORM ?? 1_000);
const SEED = Number(process.env.STORM_SEED ?? Date.now() % 1_000_000);

let shop: Shop;
let key: string;
let credential: CredentialReference;

beforeAll(async () => {
	// With its default engine n8n makes a V8 isolate per call, about 100 ms that hold one call back from the other: without
	// it calls really meet each other, and the storm takes a minute instead of five.
	shop = await openTestShop({}, { N8N_EXPRESSION_ENGINE: 'legacy' });
	key = shop.sandbox.secretKey;
	credential = await addCredential(shop);
});
afterAll(async () => await shop?.dispose());

const paidSale = (more: Record<string, string> = {}) => sample({ trade_id: randomUUID(), ...more });
const trades = (items: IDataObject[]) => items.map(({ trade_id }) => trade_id);

describe('Once', () => {
	test('six copies at the same moment: all acknowledged, one execution', async () => {
		const bookings = await Bookings.publish(shop, credential);
		for (let round = 1; round <= 5; round++) {
			const body = signed(paidSale(), key);
			const answers = await Promise.all(Array.from({ length: 6 }, async () => await bookings.post(body)));
			expect(answers.map(({ status, body: text }) => `${status} ${text}`)).toEqual(Array(6).fill('200 ok'));
			expect(await bookings.executions()).toHaveLength(round);
		}
	});

	test('two workflows each have a memory of their own', async () => {
		const [first, second] = [await Bookings.publish(shop, credential), await Bookings.publish(shop, credential)];
		const sale = paidSale();
		for (const bookings of [first, second, first, second]) {
			expect(await bookings.post(signed(sale, key))).toMatchObject({ status: 200, body: 'ok' });
		}
		expect(trades(await first.booked(1))).toEqual([sale.trade_id]);
		expect(trades(await second.booked(1))).toEqual([sale.trade_id]);
	});

	test('a processing after the paid starts nothing', async () => {
		const bookings = await Bookings.publish(shop, credential);
		const sale = paidSale();
		for (const state of ['processing', 'paid', 'processing', 'pending', 'paid']) {
			expect((await bookings.post(signed({ ...sale, state }, key))).status).toBe(200);
		}
		expect((await bookings.booked(2)).map(({ state }) => state)).toEqual(['processing', 'paid']);
	});
});

describe('Restarts', () => {
	test.each(['stop', 'kill'] as const)('n8n ends right after the answer (%s): the execution is there, a repetition starts none', async (end) => {
		const bookings = await Bookings.publish(shop, credential);
		const sales = [paidSale(), paidSale(), paidSale()];
		const answers = await Promise.all(sales.map(async (sale) => await bookings.post(signed(sale, key))));
		await shop.n8n[end]();
		expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(3).fill([200, 'ok']));
		await shop.n8n.startAgain();
		await shop.n8n.api.activateWorkflow(bookings.workflow, bookings.url);
		expect(await bookings.executions()).toHaveLength(3);
		for (const sale of sales) expect(await bookings.post(signed(sale, key))).toMatchObject({ status: 200, body: 'ok' });
		expect(await bookings.executions()).toHaveLength(3);
		// It still starts for what it has not seen.
		expect((await bookings.post(signed(paidSale(), key))).status).toBe(200);
		expect(await bookings.executions()).toHaveLength(4);
	}, 120_000);
});

describe(`Storm of ${STORM} notifications, seed ${SEED}`, () => {
	let bookings: Bookings;
	let deliveries: Delivery[];
	beforeAll(async () => {
		bookings = await Bookings.publish(shop, credential);
		deliveries = makeStorm(STORM, SEED);
		await sendStorm(deliveries, 12, async ({ data }) => {
			const { status, body } = await bookings.post(signed(data, key));
			expect([status, body]).toEqual([200, 'ok']);
		});
	}, 600_000);

	test('30 % are duplicates', () => {
		const different = new Set(deliveries.map(({ data }) => `${data.trade_id} ${data.state}`));
		expect(deliveries).toHaveLength(STORM);
		expect(different.size).toBe(Math.round(STORM * 0.7));
	});

	test('exactly one execution per payment and state, and none for a state that came late', async () => {
		await expectOnce(bookings, deliveries);
	}, 120_000);

	test('after a power cut the whole storm again starts nothing more', async () => {
		const before = (await bookings.executions()).length;
		await shop.n8n.kill();
		await shop.n8n.startAgain();
		await shop.n8n.api.activateWorkflow(bookings.workflow, bookings.url);
		await sendStorm(deliveries, 12, async ({ data }) => {
			expect(await bookings.post(signed(data, key))).toMatchObject({ status: 200, body: 'ok' });
		});
		expect(await bookings.executions()).toHaveLength(before);
	}, 600_000);
});

/**
 * Every payment and state that was delivered has one execution, unless a later state of the same payment was there before.
 * Which of two deliveries that overlapped in time came first, nobody can tell from outside.
 */
async function expectOnce(bookings: Bookings, deliveries: readonly Delivery[]): Promise<void> {
	const items = await bookings.booked(1);
	const started = items.map(({ trade_id, state }) => `${String(trade_id)} ${String(state)}`);
	expect(new Set(started).size, 'executions per payment and state').toBe(started.length);
	const wrong: string[] = [];
	for (const { data, firstSent, firstAnswered, rank } of deliveries) {
		const name = `${data.trade_id} ${data.state}`;
		const later = deliveries.filter((other) => other.data.trade_id === data.trade_id && other.rank > rank);
		const isStarted = started.includes(name);
		const mustStart = later.every((other) => other.firstSent > firstAnswered);
		const mustNot = later.some((other) => other.firstAnswered < firstSent);
		if ((mustStart && !isStarted) || (mustNot && isStarted)) wrong.push(`${name}: ${isStarted ? 'started' : 'not started'}`);
	}
	expect(wrong).toEqual([]);
	expect(started.every((name) => deliveries.some(({ data }) => name === `${data.trade_id} ${data.state}`))).toBe(true);
}
