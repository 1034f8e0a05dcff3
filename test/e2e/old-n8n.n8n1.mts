import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/src/sandbox.mts';
import { errorOf, jsonOf, type Execution } from '../../tools/n8n/executions.mts';
import { installN8n, N8N_1 } from '../../tools/n8n/install.mts';
import { packPackage } from '../../tools/n8n/pack.mts';
import type { CredentialReference } from '../../tools/n8n/workflows.mts';
import { addCredential, CREDENTIAL_TYPE, credentialData, exampleWebhookUrl, importExample, type N8n, type Shop } from '../../tools/shop.mts';
import { createThrowawayFolder } from '../../tools/throwaway-folder.mts';
import { notify, paidSale, signedBody } from './harness/notifications.mts';
import { chain, node, yabandPayNode } from './harness/workflows.mts';
import { startOldN8n } from './old-n8n/instance.mts';

let shop: Shop<N8n & { dispose(): Promise<void> }>;
let credential: CredentialReference;
let triggerUrl: string;

/** A field that n8n adds to every credential; the API of n8n 1 wants it filled in, its editor does it by itself. */
const DOMAINS = { allowedHttpRequestDomains: 'all' };

beforeAll(async () => {
	const folder = createThrowawayFolder('yabandpay-n8n-1');
	const [install, tarball] = [await installN8n(console.log, N8N_1), await packPackage(folder.path)];
	const sandbox = await startSandbox({ notificationRetryDelays: [200, 500] });
	const n8n = await startOldN8n(install, tarball.path);
	folder.remove();
	const dispose = async () => {
		await n8n.dispose();
		await sandbox.close();
	};
	shop = { sandbox, n8n, dispose };
	triggerUrl = await exampleWebhookUrl(shop, 'pos-sale-paid.json');
	credential = await addCredential(shop, { notifyUrl: triggerUrl, ...DOMAINS });
});

afterAll(async () => await shop?.dispose());

/** Runs one operation, started by a webhook: n8n 1 starts a workflow by hand in another way than n8n 2. */
async function run(name: string, parameters: INodeParameters): Promise<Execution> {
	const path = randomUUID();
	const start = node('Start', 'n8n-nodes-base.webhook', { typeVersion: 2, webhookId: path, parameters: { path, httpMethod: 'POST', options: {} } });
	const workflow = await shop.n8n.api.createWorkflow(chain(name, [start, yabandPayNode(name, credential, parameters)]));
	await shop.n8n.api.activateWorkflow(workflow, shop.n8n.webhookUrl(path));
	await fetch(shop.n8n.webhookUrl(path), { method: 'POST' });
	const [execution] = await shop.n8n.api.waitForExecutions(workflow, 1);
	return execution;
}

describe(`n8n ${N8N_1.version}`, () => {
	test('a sale, its signed notification, and the workflow it starts once', async () => {
		const paidWorkflow = await importExample(shop, 'pos-sale-paid.json', credential);
		await shop.n8n.api.activateWorkflow(paidWorkflow, triggerUrl);
		const sale = await run('Start Sale', {
			resource: 'posTerminal', operation: 'startSale', amount: '12.50', currency: 'EUR', description: 'Receipt 2071',
			options: { tip_amount: '0.50' },
		});
		expect(errorOf(sale)).toBeUndefined();
		const [{ trade_id }] = jsonOf(sale, 'Start Sale');
		shop.sandbox.decide(trade_id as string, 'pay');
		await shop.n8n.api.waitForExecutions(paidWorkflow, 1);

		const [delivered] = shop.sandbox.notifications.filter(({ state }) => state === 'paid');
		expect(delivered.attempts).toEqual([expect.objectContaining({ status: 200, answer: 'ok' })]);
		await shop.sandbox.resend(delivered.id);
		const executions = await shop.n8n.api.getExecutions(paidWorkflow);
		expect(executions.map(({ status }) => status)).toEqual(['success']);
		expect(jsonOf(executions[0], 'Paid Sale')).toEqual([
			expect.objectContaining({ event: 'payment.paid', trade_id, amount: '12.50', tip_amount: '0.50', state: 'paid' }),
		]);

		const { sign } = signedBody(paidSale(), shop.sandbox.secretKey);
		expect((await notify(triggerUrl, { sign, data: paidSale({ amount: '0.10' }) })).status).toBe(401);
		expect(await shop.n8n.api.getExecutions(paidWorkflow)).toHaveLength(1);
	});

	test("the credential's test passes", async () => {
		const tested = { name: 'Tested', type: CREDENTIAL_TYPE, data: credentialData(shop.sandbox, DOMAINS) };
		expect(await shop.n8n.api.testCredential(tested)).toMatchObject({ status: 'OK' });
	});

	test('reads, and errors with their advice', async () => {
		const { trade_id } = shop.sandbox.orders[0];
		const found = await run('Get Order', { resource: 'order', operation: 'get', trade_id, options: {} });
		expect(jsonOf(found, 'Get Order')).toEqual([expect.objectContaining({ trade_id, state: 'paid' })]);
		const wrong = await run('Wrong Amount', {
			resource: 'posTerminal', operation: 'startSale', amount: '12,50', currency: 'EUR', description: 'x', options: {},
		});
		expect(errorOf(wrong)?.message).toContain('12,50');
		expect(shop.sandbox.orders).toHaveLength(1);
	});

	test('waiting is refused with the reason, rather than a paid order being lost', async () => {
		const { trade_id } = shop.sandbox.orders[0];
		const execution = await run('Wait for Payment', { resource: 'order', operation: 'waitForPayment', trade_id, options: {} });
		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toContain('needs n8n 2.39 or later');
	});
});
