// The product's main job, end to end on this machine: a workflow in a real n8n starts a POS sale at the sandbox gateway; the
// paid sale comes back as a signed notification and starts a second workflow.
//
//   npm run demo              shows the items of both executions and ends
//   npm run demo -- --keep    leaves n8n running until Ctrl-C, to look around in the editor

import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf, jsonOf, type Execution } from './n8n/executions.mts';
import { keepRunning, startLocalShop } from './local-shop.mts';
import { step } from './progress.mts';
import { drawTable } from './table.mts';

/** How long a customer at the sandbox's terminal takes to pay, in milliseconds. */
const PAYING_MS = 1_500;

const { values: options } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });

const shop = await startLocalShop();
const { n8n, sandbox, workflows } = shop;
const sale = await step('Sale of 12.50 EUR (tip 0.50) on terminal T125119061', async () =>
	await n8n.api.runWorkflowToEnd(workflows['pos-sale.json'], "When clicking 'Execute workflow'"),
);
requireSuccess(sale);
const [paid] = await step('Customer pays, signed notification starts the second workflow', async () => {
	await sleep(PAYING_MS);
	sandbox.decide(String(jsonOf(sale, 'Start Sale')[0].trade_id), 'pay');
	return await n8n.api.waitForExecutions(workflows['pos-sale-paid.json'], 1);
});
requireSuccess(paid);

showItems(sale, paid);
if (options.keep) await keepRunning(shop);
await shop.dispose();

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
