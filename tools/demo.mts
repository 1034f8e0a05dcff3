// The product's main job, end to end on this machine: a workflow in a real n8n starts a POS sale at the sandbox gateway; the
// paid sale comes back as a signed notification and starts a second workflow.
//
//   npm run demo              shows the items of both executions and ends
//   npm run demo -- --keep    leaves n8n running until Ctrl-C, to look around in the editor

import { parseArgs } from 'node:util';
import { itemsOf, type Execution } from './n8n/executions.mts';
import { installN8n } from './n8n/install.mts';
import { packPackage } from './n8n/pack.mts';
import { step } from './progress.mts';
import { addCredential, exampleWebhookUrl, importExample, openShop, type Shop } from './shop.mts';
import { drawTable } from './table.mts';
import { createThrowawayFolder } from './throwaway-folder.mts';

/** How long a customer at the sandbox's terminal takes to pay, in milliseconds. */
const PAYING_MS = 1_500;

const { values: options } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });

const install = await step('n8n, from the npm registry or the cache', installN8n);
const folder = createThrowawayFolder('yabandpay-demo');
const tarball = await step('Build and pack this package', async () => await packPackage(folder.path));
const shop = await step('Sandbox gateway and n8n with the package installed', async (note) =>
	await openShop(
		{ install, tarball: tarball.path, onProgress: (seconds) => note(`n8n is starting, ${seconds} s`) },
		{ autoPay: PAYING_MS },
	),
);
const workflows = await step('Credential and two example workflows', async () => await importAll(shop));
const sale = await step('Sale of 12.50 EUR (tip 0.50) on terminal T125119061', async () =>
	await shop.n8n.api.runWorkflowToEnd(workflows.sale, "When clicking 'Execute workflow'"),
);
requireSuccess(sale);
const [paid] = await step('Customer pays, signed notification starts the second workflow', async () =>
	await shop.n8n.api.waitForExecutions(workflows.paid, 1),
);
requireSuccess(paid);

showItems(sale, paid);
if (options.keep) await keepRunning(shop);
await shop.dispose();
folder.remove();

async function importAll(current: Shop): Promise<{ sale: string; paid: string }> {
	const notifyUrl = await exampleWebhookUrl(current, 'pos-sale-paid.json');
	const credential = await addCredential(current, { notifyUrl });
	const paidId = await importExample(current, 'pos-sale-paid.json', credential);
	const saleId = await importExample(current, 'pos-sale.json', credential);
	await current.n8n.api.activateWorkflow(paidId, notifyUrl);
	return { sale: saleId, paid: paidId };
}

function requireSuccess({ status, data }: Execution): void {
	if (status === 'success') return;
	const error = data.resultData.error;
	throw new Error(`The workflow ended as "${status}": ${[error?.message, error?.description].filter(Boolean).join(' ')}`);
}

function showItems(saleExecution: Execution, paidExecution: Execution): void {
	const columnsOf = (execution: Execution, node: string) =>
		itemsOf(execution, node).map(({ json }) => ({ title: `${node} (execution ${execution.id})`, record: json }));
	const columns = [...columnsOf(saleExecution, 'Start Sale'), ...columnsOf(paidExecution, 'YabandPay Trigger')];
	console.log(`\n${drawTable(columns).join('\n')}\n`);
}

async function keepRunning({ n8n, sandbox }: Shop): Promise<void> {
	console.log(`Editor:   ${n8n.url}`);
	console.log(`Login:    ${n8n.owner.email}   ${n8n.owner.password}`);
	console.log(`Sandbox:  ${sandbox.url}`);
	console.log('Press Ctrl-C to end both and remove everything they stored.');
	await new Promise(() => setInterval(() => {}, 60_000));
}
