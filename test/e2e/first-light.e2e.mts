import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, itemsOf, jsonOf, type Execution } from '../../tools/n8n/executions.mts';
import type { CredentialReference } from '../../tools/n8n/workflows.mts';
import { addCredential, credentialData, CREDENTIAL_TYPE, exampleWebhookUrl, importExample, type Shop } from '../../tools/shop.mts';
import { findFilesWith } from './harness/files.mts';
import { notify, paidSale, signedBody } from './harness/notifications.mts';
import { openTestShop } from './harness/shop.mts';
import { chain, itemsNodes, node, START, startNode, triggerNode, yabandPayNode } from './harness/workflows.mts';

const MANUAL_TRIGGER = "When clicking 'Execute workflow'";

let shop: Shop;
let credential: CredentialReference;

beforeAll(async () => {
	shop = await openTestShop({ autoPay: 300 });
	credential = await addCredential(shop, { notifyUrl: await exampleWebhookUrl(shop, 'pos-sale-paid.json') });
});

afterAll(async () => await shop?.dispose());

const posRequests = () => shop.sandbox.requests.filter(({ body }) => body?.method === 'v3.POS');

describe('POS sale, from the first workflow to the second', () => {
	let sale: Execution;
	let saleWorkflow: string;
	let paid: Execution[];

	beforeAll(async () => {
		const paidWorkflow = await importExample(shop, 'pos-sale-paid.json', credential);
		await shop.n8n.api.activateWorkflow(paidWorkflow, await exampleWebhookUrl(shop, 'pos-sale-paid.json'));
		saleWorkflow = await importExample(shop, 'pos-sale.json', credential);
		sale = await shop.n8n.api.runWorkflowToEnd(saleWorkflow, MANUAL_TRIGGER);
		paid = await shop.n8n.api.waitForExecutions(paidWorkflow, 1);
	});

	test('the sale is asked for once, on the terminal, and the gateway accepts the signature', () => {
		expect(posRequests()).toHaveLength(1);
		const [{ body, answer }] = posRequests();
		expect(body?.user).toBe('T125119061');
		expect(body?.data).toMatchObject({
			pay_method: 'offline',
			sub_pay_method: 'point_of_sales',
			operation: '1',
			tid: 'T125119061',
			amount: '12.50',
			tip_amount: '0.50',
			currency: 'EUR',
			order_id: expect.stringMatching(/^\d{1,19}$/),
			request_id: expect.stringMatching(/^[0-9a-z]{24,}$/i),
		});
		expect(JSON.parse(answer)).toMatchObject({ status: true, code: '200' });
	});

	test('the first workflow puts out the answer as an item', () => {
		expect(sale.status).toBe('success');
		expect(jsonOf(sale, 'Start Sale')).toEqual([
			expect.objectContaining({
				trade_id: shop.sandbox.orders[0].trade_id,
				order_id: posRequests()[0].body?.data?.order_id,
				amount: '12.50',
				tip_amount: '0.50',
				currency: 'EUR',
				state: 'processing',
			}),
		]);
	});

	test('the signed notification is answered with "ok" and starts the second workflow once', async () => {
		const delivered = shop.sandbox.notifications.filter(({ state }) => state === 'paid');
		expect(delivered).toHaveLength(1);
		expect(delivered[0].attempts).toEqual([expect.objectContaining({ status: 200, answer: 'ok', error: null })]);

		expect(paid).toHaveLength(1);
		expect(paid[0]).toMatchObject({ status: 'success', mode: 'webhook' });
		const { trade_id, order_id } = jsonOf(sale, 'Start Sale')[0];
		const common = { trade_id, order_id, amount: '12.50', tip_amount: '0.50', currency: 'EUR', state: 'paid' };
		expect(jsonOf(paid[0], 'YabandPay Trigger')).toEqual([expect.objectContaining({ event: 'payment.paid', ...common })]);
		expect(jsonOf(paid[0], 'Paid Sale')).toEqual([{ event: 'payment.paid', ...common }]);
	});

	test('running the workflow again is another sale, with other numbers', async () => {
		await shop.n8n.api.runWorkflowToEnd(saleWorkflow, MANUAL_TRIGGER);
		const [first, second] = posRequests().map(({ body }) => body?.data);
		expect(second?.order_id).not.toBe(first?.order_id);
		expect(second?.request_id).not.toBe(first?.request_id);
	});
});

describe('Trigger', () => {
	let workflow: string;
	let url: string;

	beforeAll(async () => {
		const trigger = triggerNode('YabandPay Trigger', credential);
		url = shop.n8n.webhookUrl(`${trigger.webhookId}/webhook`);
		workflow = await shop.n8n.api.createWorkflow(chain('Notifications', [trigger, node('After', 'n8n-nodes-base.noOp')]));
		await shop.n8n.api.activateWorkflow(workflow, url);
	});

	test('refuses forged notifications with 401 or 400, starts nothing, and accepts a genuine one afterwards', async () => {
		const { secretKey } = shop.sandbox;
		const data = paidSale();
		const { sign } = signedBody(data, secretKey);
		const forged: Array<[number, unknown]> = [
			[401, { sign, data: { ...data, amount: '0.10' } }],
			[401, { sign, data: { ...data, extra: '1' } }],
			[401, { sign, data: Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'description')) }],
			[401, { sign: sign.toUpperCase(), data }],
			[401, { sign: sign.slice(0, -1), data }],
			[401, signedBody(data, `${secretKey}x`)],
			[401, { sign: '', data }],
			[401, { sign: [sign], data }],
			[401, { data }],
			[400, { sign }],
			[400, [{ sign, data }]],
			[400, { sign, data: { ...data, amount: { text: '24.90' } } }],
		];
		for (const [status, body] of forged) {
			const answer = await notify(url, body);
			expect(answer.status, JSON.stringify(body)).toBe(status);
			expect(answer.text).not.toBe('ok');
		}
		expect(await shop.n8n.api.getExecutions(workflow)).toEqual([]);

		const genuine = await notify(url, { sign, data });
		expect(genuine).toMatchObject({ status: 200, text: 'ok', type: expect.stringContaining('text/plain') });
		const executions = await shop.n8n.api.waitForExecutions(workflow, 1);
		expect(executions).toHaveLength(1);
		expect(jsonOf(executions[0], 'After')).toEqual([
			expect.objectContaining({ event: 'payment.paid', trade_id: data.trade_id, amount: '24.90', state: 'paid' }),
		]);
	});

	test('verifies the text as received: a JSON number keeps its last zero', async () => {
		const before = await shop.n8n.api.getExecutions(workflow);
		const data = paidSale({ amount: '24.90' });
		const body = JSON.stringify(signedBody(data, shop.sandbox.secretKey)).replace('"24.90"', '24.90');
		expect(await notify(url, body)).toMatchObject({ status: 200, text: 'ok' });
		const executions = await shop.n8n.api.waitForExecutions(workflow, before.length + 1);
		expect(jsonOf(executions[0], 'After')).toEqual([expect.objectContaining({ trade_id: data.trade_id, amount: '24.90' })]);
	});
});

describe('Credential test', () => {
	const run = async (overrides: Record<string, string> = {}) =>
		await shop.n8n.api.testCredential({
			name: 'Tested',
			type: CREDENTIAL_TYPE,
			data: credentialData(shop.sandbox, overrides),
		});

	test('passes with the right account and moves no money', async () => {
		const before = shop.sandbox.orders.length;
		expect(await run()).toMatchObject({ status: 'OK' });
		expect(shop.sandbox.orders).toHaveLength(before);
	});

	test('tells a wrong secret, an unknown user and an unreachable host apart', async () => {
		const results = [
			await run({ secretKey: 'not the secret key' }),
			await run({ uid: '999999' }),
			await run({ baseUrl: 'http://127.0.0.1:1' }),
		];
		expect(results.map(({ status }) => status)).toEqual(['Error', 'Error', 'Error']);
		const [wrongSecret, unknownUser, unreachable] = results.map(({ message }) => message);
		expect(wrongSecret).toMatch(/secret key.*-403/i);
		expect(unknownUser).toMatch(/unknown user.*-2001/i);
		expect(unreachable).toMatch(/ECONNREFUSED|reach/);
	});
});

describe('Credential with an expression', () => {
	test('each item is sent under its own account', async () => {
		const uids = ['016683', '040268', '016683'];
		const several = await addCredential(shop, { uid: '={{ $json.uids }}' }, 'Several accounts');
		const parameters = { resource: 'order', operation: 'get', trade_id: 'no-such-order' };
		const get = yabandPayNode('Get', several, parameters, { onError: 'continueRegularOutput' });
		const workflow = await shop.n8n.api.createWorkflow(chain('Several accounts', [startNode(), ...itemsNodes('uids', uids), get]));
		const before = shop.sandbox.requests.length;
		await shop.n8n.api.runWorkflowToEnd(workflow, START);
		expect(shop.sandbox.requests.slice(before).map(({ body }) => body?.user).toSorted()).toEqual(uids.toSorted());
	});
});

describe('HTTP Request node with the credential', () => {
	test('signs {method, data}', async () => {
		const order = {
			pay_method: 'online',
			sub_pay_method: 'Payconiq',
			order_id: 'HTTP-1',
			amount: '7.00',
			currency: 'EUR',
			description: 'Käse & Brot = 早餐',
			notify_url: await exampleWebhookUrl(shop, 'pos-sale-paid.json'),
		};
		const request = node('HTTP Request', 'n8n-nodes-base.httpRequest', {
			typeVersion: 4.2,
			credentials: { [CREDENTIAL_TYPE]: credential },
			parameters: {
				method: 'POST',
				url: `${shop.sandbox.url}/Payments`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: CREDENTIAL_TYPE,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: JSON.stringify({ method: 'v3.CreatePayments', data: order }),
			},
		});
		const workflow = await shop.n8n.api.createWorkflow(chain('HTTP Request', [startNode(), request]));
		const execution = await shop.n8n.api.runWorkflowToEnd(workflow, START);
		expect(errorOf(execution)).toBeUndefined();
		const { trade_id } = shop.sandbox.orders.find(({ order_id }) => order_id === 'HTTP-1') ?? {};
		expect(jsonOf(execution, 'HTTP Request')).toEqual([
			expect.objectContaining({ status: true, code: '200', data: expect.objectContaining({ trade_id, amount: '7.00' }) }),
		]);
	});
});

describe('AI agents', () => {
	test('n8n offers the action node as a tool, and says of each operation what it does', async () => {
		interface NodeTypeOffer {
			name: string;
			outputs: unknown;
			properties: Array<{ name: string; options?: Array<{ action?: string; description?: string }> }>;
		}
		const offers = await shop.n8n.api.request<NodeTypeOffer[]>('GET', '/types/nodes.json');
		const tools = offers.filter(({ name }) => /^n8n-nodes-yabandpay\..*Tool$/.test(name));
		expect(tools.map(({ name, outputs }) => ({ name, outputs }))).toEqual([
			{ name: 'n8n-nodes-yabandpay.yabandPayTool', outputs: ['ai_tool'] },
		]);
		const operations = tools[0].properties.filter(({ name }) => name === 'operation').flatMap(({ options }) => options ?? []);
		expect(operations.length).toBeGreaterThan(40);
		for (const operation of operations) expect(operation).toMatchObject({ action: expect.any(String), description: expect.any(String) });
	});
});

describe('On Error', () => {
	const amounts = ['1.00', '12,50', '3.00'];
	const parameters = {
		resource: 'posTerminal',
		operation: 'startSale',
		amount: '={{ $json.amounts }}',
		currency: 'EUR',
		description: '=Item {{ $itemIndex }}',
	};

	async function run(name: string, onError: INode['onError']) {
		const sale = yabandPayNode('Sale', credential, parameters, { onError });
		const workflow = chain(name, [startNode(), ...itemsNodes('amounts', amounts), sale]);
		const before = posRequests().length;
		const execution = await shop.n8n.api.runWorkflowToEnd(await shop.n8n.api.createWorkflow(workflow), START);
		return { execution, sent: posRequests().slice(before).map(({ body }) => body?.data?.amount) };
	}

	test('Continue: every item has its own result or error', async () => {
		const { execution, sent } = await run('On error: continue', 'continueRegularOutput');
		expect(execution.status).toBe('success');
		expect(sent.toSorted()).toEqual(['1.00', '3.00']);
		const items = itemsOf(execution, 'Sale');
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ amount: '1.00', trade_id: expect.any(String) }),
			expect.objectContaining({ error: expect.stringContaining('12,50') }),
			expect.objectContaining({ amount: '3.00', trade_id: expect.any(String) }),
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	test('Continue (using error output): the failed item leaves by the second output', async () => {
		const { execution } = await run('On error: error output', 'continueErrorOutput');
		expect(jsonOf(execution, 'Sale', 0).map(({ amount }) => amount)).toEqual(['1.00', '3.00']);
		expect(jsonOf(execution, 'Sale', 1)).toEqual([expect.objectContaining({ error: expect.stringContaining('12,50') })]);
	});

	test('Stop: the error names the sales that had gone through', async () => {
		const { execution, sent } = await run('On error: stop', 'stopWorkflow');
		expect(execution.status).toBe('error');
		const error = errorOf(execution);
		expect(error?.message).toContain('12,50');
		const trades = shop.sandbox.orders.slice(-sent.length).map(({ trade_id }) => trade_id);
		expect(sent.length).toBeGreaterThan(0);
		for (const trade of trades) expect(error?.description).toContain(trade);
	});
});

describe('Secrets', () => {
	test('no export, execution, log or file of n8n holds the secret key', async () => {
		const { n8n, sandbox } = shop;
		const unreachable = await addCredential(shop, { baseUrl: 'http://127.0.0.1:1' }, 'Unreachable');
		const parameters = { resource: 'posTerminal', operation: 'startSale', amount: '1.00', currency: 'EUR', description: 'x' };
		for (const each of [credential, unreachable]) {
			const workflow = chain(`Sale with ${each.name}`, [startNode(), yabandPayNode('Sale', each, parameters)]);
			await n8n.api.runWorkflowToEnd(await n8n.api.createWorkflow(workflow), START);
		}
		await n8n.cli('export:workflow', '--all', '--output=workflows.json');
		await n8n.cli('export:credentials', '--all', '--output=credentials.json');
		const executions = await n8n.api.request('GET', '/api/v1/executions?includeData=true&limit=250');
		await writeFile(join(n8n.folder, 'executions.json'), JSON.stringify(executions));
		await writeFile(join(n8n.folder, 'n8n.log'), n8n.log);

		// The search finds what is there: the trade in the executions, the credential's name in both exports.
		expect(await findFilesWith(n8n.folder, sandbox.orders.at(-1)?.trade_id ?? '-')).toContain('executions.json');
		expect(await findFilesWith(n8n.folder, unreachable.name)).toEqual(
			expect.arrayContaining(['workflows.json', 'credentials.json']),
		);
		expect(await findFilesWith(n8n.folder, sandbox.secretKey)).toEqual([]);
	});
});
