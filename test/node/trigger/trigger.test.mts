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
