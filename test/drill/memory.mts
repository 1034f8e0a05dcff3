// Shows whether n8n's memory grows with the notifications it has received: `npm run drill:memory -- --notifications 10000`.
// Each is genuine and about a payment of its own, so that each starts an execution and is remembered.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { installN8n } from '../../tools/n8n/install.mts';
import { packPackage } from '../../tools/n8n/pack.mts';
import { addCredential, openShop } from '../../tools/shop.mts';
import { createThrowawayFolder } from '../../tools/throwaway-folder.mts';
import { notify, paidSale, signedBody } from '../e2e/harness/notifications.mts';
import { chain, node, triggerNode } from '../e2e/harness/workflows.mts';

const SAMPLES = 20;
const AT_THE_SAME_TIME = 8;
/** How much more the last quarter may hold than the one before: a steady growth from the start would be 25 % and more. */
const MOST_GROWTH = 0.05;

const { values } = parseArgs({ options: { notifications: { type: 'string', default: '10000' } } });
const total = Number(values.notifications);
if (!Number.isInteger(total) || total < 400 || total > 200_000) throw new RangeError('--notifications must be a number from 400 to 200000');

const folder = createThrowawayFolder('yabandpay-memory');
const tarball = await packPackage(folder.path);
const { n8n, sandbox, dispose } = await openShop({ install: await installN8n(console.log), tarball: tarball.path });
const credential = await addCredential({ n8n, sandbox, dispose });
const trigger = triggerNode('YabandPay Trigger', credential);
const url = n8n.webhookUrl(`${trigger.webhookId}/webhook`);
const workflow = await n8n.api.createWorkflow(chain('Notifications', [trigger, node('After', 'n8n-nodes-base.noOp')]));
await n8n.api.activateWorkflow(workflow, url);

/** Resident memory of n8n's own process in MB. */
const memory = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${n8n.pid}/status`, 'utf8'))?.[1]) / 1024;

async function send(count: number): Promise<void> {
	let left = count;
	const sender = async () => {
		while (left-- > 0) {
			const answer = await notify(url, signedBody(paidSale(), sandbox.secretKey));
			if (answer.status !== 200) throw new Error(`n8n answered ${answer.status} ${answer.text}`);
		}
	};
	await Promise.all(Array.from({ length: AT_THE_SAME_TIME }, sender));
}

const samples: number[] = [];
for (let sample = 1; sample <= SAMPLES; sample++) {
	await send(Math.round(total / SAMPLES));
	samples.push(memory());
	console.log(`${String(Math.round((total / SAMPLES) * sample)).padStart(7)} notifications: ${samples.at(-1)?.toFixed(0)} MB`);
}
await dispose();
folder.remove();

const mean = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const [third, last] = [mean(samples.slice(SAMPLES / 2, (SAMPLES * 3) / 4)), mean(samples.slice((SAMPLES * 3) / 4))];
const growth = last / third - 1;
console.log(`Third quarter ${third.toFixed(0)} MB, last quarter ${last.toFixed(0)} MB: ${(growth * 100).toFixed(1)} % more`);
if (growth > MOST_GROWTH) {
	console.error('The memory does not level off.');
	process.exitCode = 1;
}
