import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/src/sandbox.mts';
import { jsonOf, type Execution } from '../../tools/n8n/executions.mts';
import { installN8n } from '../../tools/n8n/install.mts';
import type { CredentialReference } from '../../tools/n8n/workflows.mts';
import { QueueStack } from '../../tools/queue/stack.mts';
import { addCredential, exampleWebhookUrl, importExample, type Shop } from '../../tools/shop.mts';
import { waitFor } from '../../tools/wait-for.mts';
import { notify, paidSale, signedBody } from '../e2e/harness/notifications.mts';
import type {} from '../e2e/harness/prepare.mts';
import { chain, node, START, startNode, triggerNode, yabandPayNode } from '../e2e/harness/workflows.mts';

const MANUAL_TRIGGER = "When clicking 'Execute workflow'";

let sandbox: Sandbox;
let n8n: QueueStack;
let shop: Shop<QueueStack>;
let credential: CredentialReference;

beforeAll(async () => {
	sandbox = await startSandbox({ notificationRetryDelays: new Array<number>(120).fill(500) });
	n8n = await QueueStack.start({ install: await installN8n(console.log), tarball: inject('tarball') });
	shop = { sandbox, n8n, dispose: async () => await n8n.dispose() };
	credential = await addCredential(shop, { notifyUrl: await exampleWebhookUrl(shop, 'pos-sale-paid.json') });
});

afterAll(async () => {
	await n8n?.dispose();
	await sandbox?.close();
});

/** Which processes ran an execution, by their own logs. */
const whoRan = ({ id }: Execution): string[] =>
	[...n8n.members.values()].filter(({ log }) => new RegExp(`started execution ${id}\\b`).test(log)).map(({ name }) => name);

const onOneWorker = [expect.stringMatching(/^worker-\d$/) as string];

describe('POS sale in queue mode', () => {
	test('is started on a worker, paid, notified through the load balancer and received on a worker', async () => {
		const paidWorkflow = await importExample(shop, 'pos-sale-paid.json', credential);
		await n8n.api.activateWorkflow(paidWorkflow, await exampleWebhookUrl(shop, 'pos-sale-paid.json'));
		const sale = await n8n.api.runWorkflowToEnd(await importExample(shop, 'pos-sale.json', credential), MANUAL_TRIGGER);
		expect(sale.status).toBe('success');
		expect(whoRan(sale)).toEqual(onOneWorker);
		const { trade_id } = jsonOf(sale, 'Start Sale')[0] as { trade_id: string };

		sandbox.decide(trade_id, 'pay');
		const [paid] = await n8n.api.waitForExecutions(paidWorkflow, 1);
		expect(whoRan(paid)).toEqual(onOneWorker);
		expect(jsonOf(paid, 'Paid Sale')).toEqual([expect.objectContaining({ trade_id, amount: '12.50', state: 'paid' })]);
		const [{ notify_url, attempts }] = sandbox.notifications.filter(({ state }) => state === 'paid');
		expect(notify_url.startsWith(`${n8n.proxy.url}/webhook/`)).toBe(true);
		expect(attempts.map(({ status, answer }) => [status, answer])).toEqual([[200, 'ok']]);
	});
});

describe('Trigger in queue mode', () => {
	test('repeats of an acknowledged notification start nothing, whichever webhook process they reach', async () => {
		const trigger = triggerNode('YabandPay Trigger', credential);
		const url = n8n.webhookUrl(`${trigger.webhookId}/webhook`);
		const workflow = await n8n.api.createWorkflow(chain('Notifications', [trigger, node('After', 'n8n-nodes-base.noOp')]));
		await n8n.api.activateWorkflow(workflow, url);

		const data = paidSale();
		const body = signedBody(data, sandbox.secretKey);
		const before = n8n.proxy.calls.length;
		for (let time = 0; time < 6; time++) expect(await notify(url, body)).toMatchObject({ status: 200, text: 'ok' });
		const reached = n8n.proxy.calls.slice(before).filter(({ path }) => url.endsWith(path)).map(({ target }) => target);
		expect(reached.filter((target) => target === 0)).toHaveLength(3);
		expect(reached.filter((target) => target === 1)).toHaveLength(3);
		const executions = await n8n.api.waitForExecutions(workflow, 1);
		expect(executions).toHaveLength(1);
		expect(jsonOf(executions[0], 'After')).toEqual([expect.objectContaining({ trade_id: data.trade_id })]);
	});

	test('a forged notification is refused by every webhook process', async () => {
		const url = await exampleWebhookUrl(shop, 'pos-sale-paid.json');
		const forged = signedBody(paidSale(), 'not the secret key');
		expect((await notify(url, forged)).status).toBe(401);
		expect((await notify(url, forged)).status).toBe(401);
	});
});

describe('Wait for Payment in queue mode', () => {
	test('the execution waits, survives the end of all workers and webhook processes, and continues on a worker when it is paid', async () => {
		const create = { resource: 'onlinePayment', operation: 'create', amount: '24.90', currency: 'EUR', description: 'Order 7' };
		const wait = { resource: 'order', operation: 'waitForPayment', trade_id: '={{ $json.trade_id }}' };
		const workflow = chain('Wait for Payment', [
			startNode(),
			yabandPayNode('Create', credential, { ...create, sub_pay_method: 'iDEAL', notify: 'thisExecution' }),
			yabandPayNode('Wait', credential, wait),
		]);
		const waiting = await n8n.api.runWorkflowToEnd(await n8n.api.createWorkflow(workflow), START);
		expect(waiting.status).toBe('waiting');
		const { trade_id } = jsonOf(waiting, 'Create')[0] as { trade_id: string };

		const workers = [...n8n.members.values()].filter(({ name }) => name !== 'main');
		await Promise.all(workers.map(async (member) => await member.kill()));
		sandbox.decide(trade_id, 'pay');
		await Promise.all(workers.map(async (member) => await member.start()));
		const ended = await waitFor('the execution to continue', async () => {
			const execution = await n8n.api.getExecution(waiting.id);
			return execution.status !== 'waiting' && execution.status !== 'running' && execution;
		}, { timeoutMs: 60_000 });
		expect(ended.status).toBe('success');
		expect(jsonOf(ended, 'Wait', 1)).toEqual([expect.objectContaining({ trade_id, amount: '24.90', state: 'paid' })]);
		expect(whoRan(ended).length).toBeGreaterThan(0);
	});
});
