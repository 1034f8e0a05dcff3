import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paidSale, signed } from '../node/trigger/notifications.mts';
import { addCredential, type Shop } from '../../tools/shop.mts';
import { Bookings } from './harness/bookings.mts';
import { openTestShop } from './harness/shop.mts';
import { node } from './harness/workflows.mts';

const SALES = 4;
const WORK_SECONDS = 2;
/** The gateway does not wait for ever either, and comes again after a pause. */
const PATIENCE_MS = 1_500;
const PAUSE_MS = 500;

let shop: Shop;
beforeAll(async () => {
	shop = await openTestShop({}, { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1', N8N_EXPRESSION_ENGINE: 'legacy' });
});
afterAll(async () => await shop?.dispose());

test('n8n lets one execution run at a time: callers hang up and come again, each payment still starts one', async () => {
	const work = node('Work', 'n8n-nodes-base.wait', { typeVersion: 1.1, parameters: { amount: WORK_SECONDS, unit: 'seconds' } });
	const bookings = await Bookings.publish(shop, await addCredential(shop), {}, work);
	let hungUp = 0;
	const deliver = async (body: string): Promise<void> => {
		const headers = { 'content-type': 'application/json' };
		for (let attempt = 0; attempt < 60; attempt++) {
			const signal = AbortSignal.timeout(PATIENCE_MS);
			const status = await fetch(bookings.url, { method: 'POST', body, headers, signal }).then(
				(answer) => answer.status,
				() => 0,
			);
			if (status === 200) return;
			expect([0, 503]).toContain(status);
			hungUp += status === 0 ? 1 : 0;
			await sleep(PAUSE_MS);
		}
		throw new Error('never acknowledged');
	};
	const sales = Array.from({ length: SALES }, () => paidSale({ trade_id: randomUUID() }));
	const bodies = sales.map((sale) => signed(sale, shop.sandbox.secretKey));
	await Promise.all([...bodies, ...bodies].map(deliver));
	const items = await bookings.booked(SALES);
	expect(hungUp).toBeGreaterThan(0);
	expect(items.map(({ trade_id }) => trade_id).sort()).toEqual(sales.map(({ trade_id }) => trade_id).sort());
	expect(await bookings.executions()).toHaveLength(SALES);
}, 120_000);
