import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post } from '../node/harness/post.mts';
import { signFields } from '../node/harness/signing.mts';
import { forgeries } from '../node/trigger/forgeries.mts';
import { paidSale as sample, payout as payoutSample, refund as refundSample, signed } from '../node/trigger/notifications.mts';
import { jsonOf } from '../../tools/n8n/executions.mts';
import { addCredential, type Shop } from '../../tools/shop.mts';
import { waitFor } from '../../tools/wait-for.mts';
import { Bookings } from './harness/bookings.mts';
import { openTestShop } from './harness/shop.mts';

const FORM = 'application/x-www-form-urlencoded';

let shop: Shop;
let key: string;

beforeAll(async () => {
	shop = await openTestShop();
	key = shop.sandbox.secretKey;
});
afterAll(async () => await shop?.dispose());

/** A paid sale of its own trade. */
const paidSale = (more: Record<string, string> = {}) => sample({ trade_id: randomUUID(), ...more });

describe('Forgeries', () => {
	test('all are refused with their status and start nothing; the genuine one is accepted afterwards', async () => {
		const bookings = await Bookings.publish(shop, await addCredential(shop));
		const sale = paidSale();
		const matrix = forgeries(sale, key);
		expect(matrix.length).toBeGreaterThan(250);
		const wrong: unknown[] = [];
		for (const { what, body, contentType, headers, statuses } of matrix) {
			const answer = await bookings.post(body, contentType, headers);
			if (!statuses.includes(answer.status)) wrong.push({ what, status: answer.status, body: answer.body });
		}
		expect(wrong).toEqual([]);
		expect(await bookings.executions()).toEqual([]);
		// No more lines in the log than there are reasons, however many calls there were.
		const lines = shop.n8n.log.split('\n').filter((line) => line.includes('refused a call'));
		expect(lines.length).toBeGreaterThan(2);
		expect(lines.length).toBeLessThan(8);
		expect(shop.n8n.log).not.toContain(sale.trade_id);

		expect(await bookings.post(signed(sale, key))).toMatchObject({ status: 200, body: 'ok' });
		expect(await bookings.booked(1)).toEqual([expect.objectContaining({ trade_id: sale.trade_id, amount: '24.90' })]);
	}, 120_000);
});

describe('Genuine notifications', () => {
	test('every wire form starts one execution, which is stored when the 200 arrives', async () => {
		const bookings = await Bookings.publish(shop, await addCredential(shop));
		const threeD = { '3ds_status': 'A', '3ds_trxid': '0594bf99-fce7-3784', '3ds_version': '2.2.0' };
		const nested = (sale: Record<string, string>) =>
			JSON.stringify({ sign: signFields({ ...sale, ...threeD }, key), data: { ...sale, '3ds': threeD } });
		const asNumbers = (sale: Record<string, string>) =>
			signed(sale, key).replace('"24.90"', '24.90').replace('"0.50"', '0.50');
		const forms: Array<[(sale: Record<string, string>) => string, (string | null)?]> = [
			[(sale) => signed(sale, key)],
			[(sale) => signed(sale, key), 'application/json; charset=UTF-8'],
			[(sale) => signed(sale, key), FORM],
			[(sale) => signed(sale, key), null],
			[(sale) => signed(sale, key), 'text/plain'],
			[(sale) => encodeURIComponent(signed(sale, key)), FORM],
			[(sale) => `resultData=${encodeURIComponent(signed(sale, key))}`, FORM],
			[asNumbers],
			[nested],
			[(sale) => signed({ ...sale, ...threeD }, key)],
			[(sale) => JSON.stringify(JSON.parse(signed(sale, key)), null, '\t')],
			[(sale) => `\ufeff${signed(sale, key).replace('ä', '\\u00e4')}`],
		];
		const sales: string[] = [];
		for (const [write, contentType] of forms) {
			const sale = paidSale();
			sales.push(sale.trade_id);
			const answer = await bookings.post(write(sale), contentType);
			expect(answer).toMatchObject({ status: 200, body: 'ok' });
			expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
			expect(await bookings.executions()).toHaveLength(sales.length);
		}
		const items = await bookings.booked(forms.length);
		expect(items.map(({ trade_id }) => trade_id)).toEqual(sales);
		for (const item of items) {
			expect(item).toMatchObject({ event: 'payment.paid', amount: '24.90', tip_amount: '0.50', state: 'paid', signing_key: 'current' });
		}
	}, 60_000);

	test('refunds and payouts too; events that are not chosen are acknowledged', async () => {
		const bookings = await Bookings.publish(shop, await addCredential(shop), { events: ['refund.refunded', 'payout.completed'] });
		for (const data of [refundSample(), payoutSample(), paidSale(), refundSample({ state: 'refund pending' })]) {
			expect(await bookings.post(signed(data, key))).toMatchObject({ status: 200, body: 'ok' });
		}
		const items = await bookings.booked(2);
		expect(items.map(({ event }) => event)).toEqual(['refund.refunded', 'payout.completed']);
	});

	test('the previous secret key counts until it is emptied', async () => {
		const rotated = { secretKey: 'the key after the rotation', previousSecretKey: key };
		const during = await Bookings.publish(shop, await addCredential(shop, rotated, 'During the rotation'));
		expect((await during.post(signed(paidSale(), key))).status).toBe(200);
		expect((await during.post(signed(paidSale(), rotated.secretKey))).status).toBe(200);
		expect((await during.booked(2)).map(({ signing_key }) => signing_key)).toEqual(['previous', 'current']);

		const after = await Bookings.publish(shop, await addCredential(shop, { secretKey: rotated.secretKey }, 'After'));
		expect((await after.post(signed(paidSale(), key))).status).toBe(401);
		expect(await after.executions()).toEqual([]);
	});

	test('Allowed Addresses lets only these through', async () => {
		const credential = await addCredential(shop);
		const elsewhere = await Bookings.publish(shop, credential, { settings: { allowed_addresses: '8.211.41.31, 10.0.0.0/8' } });
		expect(await elsewhere.post(signed(paidSale(), key))).toMatchObject({ status: 403, body: 'bad' });
		expect(await elsewhere.executions()).toEqual([]);
		const here = await Bookings.publish(shop, credential, { settings: { allowed_addresses: '8.211.41.31\n127.0.0.0/8, ::1' } });
		expect((await here.post(signed(paidSale(), key))).status).toBe(200);
	});
});

describe('Test URL', () => {
	test('while the editor listens, each click takes one notification, the same one as often as it is sent', async () => {
		const { api, url } = shop.n8n;
		const bookings = await Bookings.publish(shop, await addCredential(shop));
		const body = signed(paidSale(), key);
		expect((await bookings.post(body)).status).toBe(200);
		await bookings.booked(1);
		const testUrl = `${url}/webhook-test/${bookings.trigger.webhookId}/webhook`;
		for (const count of [2, 3]) {
			const listening = await api.request<{ data: { waitingForWebhook?: boolean } }>(
				'POST',
				`/rest/workflows/${bookings.workflow}/run`,
				{ triggerToStartFrom: { name: bookings.trigger.name } },
			);
			expect(listening.data).toEqual({ waitingForWebhook: true });
			expect((await post(testUrl, signed(paidSale(), 'another key'))).status).toBe(401);
			expect(await post(testUrl, body)).toMatchObject({ status: 200, body: 'ok' });
			const executions = await waitFor('the test execution', async () => {
				const all = await bookings.executions();
				return all.length >= count && all;
			});
			expect(executions.at(-1)?.mode).toBe('manual');
			expect(jsonOf(await api.waitForExecution(executions.at(-1)?.id ?? ''), 'Book')).toEqual([
				expect.objectContaining({ event: 'payment.paid' }),
			]);
		}
	});
});
