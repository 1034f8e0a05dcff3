import type { INodeParameters } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { post } from '../harness/post.mts';
import { readWorkflow } from '../harness/saved-workflow.mts';
import { signFields } from '../harness/signing.mts';
import { TestInstance } from '../harness/test-instance.mts';
import { WebhookServer } from '../harness/webhook-server.mts';
import { KEY, paidSale, signed } from './notifications.mts';

const FORM = 'application/x-www-form-urlencoded';

let instance: TestInstance;
let webhooks: WebhookServer;
let runs = 0;

async function open(credential: Record<string, string> = { secretKey: KEY }, parameters: INodeParameters = {}): Promise<string> {
	instance = new TestInstance({ 'YabandPay account': { uid: '016683', ...credential } });
	webhooks = await WebhookServer.start(instance);
	const workflow = readWorkflow('book-payments');
	// Each test its own workflow: the trigger remembers what it has seen per workflow.
	workflow.id = `wfBookPayments${(runs += 1)}`;
	workflow.nodes[0].parameters = parameters;
	return webhooks.activate(workflow);
}

let url: string;
beforeEach(async () => {
	url = await open();
});
afterEach(async () => await webhooks.close());

/** The items that reached the workflow, over all executions. */
async function booked(): Promise<unknown[]> {
	await webhooks.settled();
	return instance.executions.flatMap((execution) => execution.json('Book'));
}

describe('a genuine notification', () => {
	const sale = paidSale();
	const text = signed(sale);
	const { '3ds_status': status, ...threeD } = { '3ds_status': 'A', '3ds_version': '2.2.0' };
	const secured = { ...sale, '3ds_status': status, ...threeD };
	const nested = JSON.stringify({ sign: signFields(secured, KEY), data: { ...sale, '3ds': { '3ds_status': status, ...threeD } } });
	const numbers = text.replace('"24.90"', '24.90').replace('"0.50"', '0.50');
	const forms: Array<[string, string, string | null]> = [
		['JSON', text, 'application/json'],
		['JSON with a charset', text, 'application/json; charset=UTF-8'],
		['JSON labelled as a form, as PHP sends it', text, FORM],
		['JSON without a content type', text, null],
		['JSON, url-encoded as a whole', encodeURIComponent(text), FORM],
		['the form field resultData', `resultData=${encodeURIComponent(text)}`, FORM],
		['JSON with numbers as written', numbers, 'application/json'],
		['JSON with the 3ds fields as an object', nested, 'application/json'],
		['JSON with blanks and line breaks', JSON.stringify(JSON.parse(text), null, '\t'), 'application/json'],
		['JSON with unicode escapes', text.replace('ä', '\\u00e4'), 'application/json'],
	];

	it.each(forms)('%s: 200 ok, one execution, exact amounts', async (_form, body, contentType) => {
		const answer = await post(url, body, contentType);
		expect(answer).toMatchObject({ status: 200, body: 'ok' });
		expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
		const [item, ...others] = await booked();
		expect(others).toEqual([]);
		expect(item).toMatchObject({
			event: 'payment.paid',
			trade_id: sale.trade_id,
			order_id: sale.order_id,
			amount: '24.90',
			tip_amount: '0.50',
			currency: 'EUR',
			state: 'paid',
			raw_state: 'paid',
			description: 'Käse 美味',
			demo: 'table 7',
		});
	});

	it('says in its item which secret key fits, and accepts the previous one during a change', async () => {
		await webhooks.close();
		url = await open({ secretKey: 'the new key', previousSecretKey: KEY });
		expect((await post(url, signed(paidSale()))).status).toBe(200);
		expect((await post(url, signed(paidSale(), 'the new key'))).status).toBe(200);
		expect(await booked()).toEqual([
			expect.objectContaining({ signing_key: 'previous' }),
			expect.objectContaining({ signing_key: 'current' }),
		]);
	});

	it('holds no secret in what n8n stores', async () => {
		await post(url, signed(paidSale()));
		await booked();
		expect(instance.executions[0].storedResult()).not.toContain(KEY);
	});

	it('states get one spelling, the gateway\'s is kept', async () => {
		await post(url, signed(paidSale({ state: 'Canceled' })));
		expect(await booked()).toEqual([
			expect.objectContaining({ event: 'payment.cancelled', state: 'cancelled', raw_state: 'Canceled' }),
		]);
	});
});

describe('a forged or malformed call', () => {
	const sale = paidSale();
	const sign = signFields(sale, KEY);
	const withSign = (value: unknown): string => JSON.stringify({ sign: value, data: sale });
	const withData = (data: unknown): string => JSON.stringify({ sign, data });
	const { tip_amount: _removed, ...shorter } = sale;
	const calls: Array<[string, string | Uint8Array<ArrayBuffer>, number[], (string | null)?]> = [
		['signed with another key', signed(sale, 'another key'), [401]],
		['without sign', JSON.stringify({ data: sale }), [401]],
		['with an empty sign', withSign(''), [401]],
		['with the sign in capitals', withSign(sign.toUpperCase()), [401]],
		['with the sign cut short', withSign(sign.slice(0, 63)), [401]],
		['with a sign too long', withSign(`${sign}0`), [401]],
		['with a number as sign', withSign(12345), [401]],
		['with true as sign', withSign(true), [401]],
		['with null as sign', withSign(null), [401]],
		['with a list as sign', withSign([sign]), [401]],
		['with an object as sign', withSign({ toString: sign }), [401]],
		['with a changed amount', withData({ ...sale, amount: '0.01' }), [401]],
		['with a changed state', withData({ ...sale, state: 'refunded' }), [401]],
		['with an added field', withData({ ...sale, extra: '1' }), [401]],
		['with an added empty field', withData({ ...sale, extra: '' }), [401]],
		['with a field removed', withData(shorter), [401]],
		['with 24.9 for 24.90', withData({ ...sale, amount: '24.9' }), [401]],
		['without data', JSON.stringify({ sign }), [400]],
		['with text as data', withData('paid'), [400]],
		['with a list as data', withData([sale]), [400]],
		['with a field twice', signed(sale).replace('"state"', '"amount":"0.01","state"'), [400]],
		['with __proto__ in data', signed(sale).replace('"state"', '"__proto__":"x","state"'), [400, 401]],
		['with deep nesting', `{"sign":"${sign}","data":${'['.repeat(5000)}${']'.repeat(5000)}}`, [400]],
		['with more than a notification can hold', signed({ ...sale, demo: 'x'.repeat(200_000) }), [413]],
		['of broken JSON', signed(sale).slice(0, -2), [400]],
		['of a list', '[]', [400, 401]],
		['of nothing', '', [400, 401]],
		['of a form without resultData', 'a=1&b=2', [400, 401], FORM],
		['of XML', '<xml/>', [400, 401], 'application/xml'],
		['labelled as GBK', signed(sale), [400, 422], 'application/json; charset=gbk'],
		['of bytes that are no UTF-8', new Uint8Array([...Buffer.from(signed(sale)), 0xff]), [400]],
		['of an unknown content type', signed(sale), [400], 'application/octet-stream'],
	];

	it.each(calls)('%s: a real error status, no execution, nothing thrown', async (_what, body, statuses, contentType = 'application/json') => {
		const answer = await post(url, body, contentType);
		expect(statuses).toContain(answer.status);
		expect(await booked()).toEqual([]);
		expect(instance.executions).toHaveLength(0);
		expect(webhooks.calls.map(({ error }) => error)).not.toContainEqual(expect.any(Error));
		expect(answer.body).not.toContain(KEY);
	});

	it('does not keep the genuine one from being accepted afterwards', async () => {
		await post(url, signed(sale, 'another key'));
		expect((await post(url, signed(sale))).status).toBe(200);
		expect(await booked()).toHaveLength(1);
	});
});

describe('without a secret key everything is refused', () => {
	it.each([
		['an empty key', { secretKey: '' }, ''],
		['a blank key', { secretKey: '   ' }, '   '],
		['a blank previous key beside a real one', { secretKey: KEY, previousSecretKey: ' ' }, ' '],
	])('%s', async (_what, credential, key) => {
		await webhooks.close();
		url = await open(credential);
		expect((await post(url, signed(paidSale(), key))).status).toBe(401);
		expect((await post(url, signed(paidSale(), ''))).status).toBe(401);
		expect(await booked()).toEqual([]);
	});
});

describe('once', () => {
	it('six copies at the same moment start one execution, and all are acknowledged', async () => {
		const text = signed(paidSale());
		const answers = await Promise.all(Array.from({ length: 6 }, async () => await post(url, text)));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
		expect(await booked()).toHaveLength(1);
	});

	it('a repetition is acknowledged and starts nothing', async () => {
		const text = signed(paidSale());
		await post(url, text);
		await booked();
		expect(await post(url, text)).toMatchObject({ status: 200, body: 'ok' });
		expect(await booked()).toHaveLength(1);
	});

	it('another state of the same payment starts another execution; a late one does not', async () => {
		const sale = paidSale();
		for (const state of ['processing', 'paid', 'processing', 'pending']) {
			expect((await post(url, signed({ ...sale, state }))).status).toBe(200);
			await webhooks.settled();
		}
		expect((await booked()).map((item) => (item as { state: string }).state)).toEqual(['processing', 'paid']);
	});

	it('can be switched off', async () => {
		await webhooks.close();
		url = await open({ secretKey: KEY }, { settings: { deduplicate: false } });
		const text = signed(paidSale());
		await post(url, text);
		await post(url, text);
		expect(await booked()).toHaveLength(2);
	});
});

describe('events', () => {
	it('that are not chosen are acknowledged and start nothing', async () => {
		await webhooks.close();
		url = await open({ secretKey: KEY }, { events: ['payment.paid', 'payment.declined'] });
		for (const state of ['processing', 'paid', 'declined', 'expired']) {
			expect(await post(url, signed(paidSale({ state })))).toMatchObject({ status: 200, body: 'ok' });
		}
		expect((await booked()).map((item) => (item as { event: string }).event)).toEqual(['payment.paid', 'payment.declined']);
	});
});
