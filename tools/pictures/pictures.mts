// Makes the pictures of docs/images in real Chromium from the real n8n editor. Look at each before it is committed.
//
//   npm run pictures               all
//   npm run pictures -- trigger    only those whose name contains the word

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireNodeSources } from '../docs/node-sources.mts';
import { installN8n } from '../n8n/install.mts';
import { PROJECT_FOLDER, packPackage } from '../n8n/pack.mts';
import type { CredentialReference, Workflow } from '../n8n/workflows.mts';
import { step } from '../progress.mts';
import { addCredential, CREDENTIAL_TYPE, importExample, openShop, TRIGGER_TYPE, type Shop } from '../shop.mts';
import { createThrowawayFolder } from '../throwaway-folder.mts';
import { Editor, type Theme } from './editor.mts';

const ACTION_TYPE = 'n8n-nodes-yabandpay.yabandPay';
const NODE_ID = '5f0c9a4e-6d0b-4c43-9a60-0d2f4f4a1d10';

/** What the node shows when a person has just chosen a resource and an operation. */
interface Resource {
	value: string;
	operations: Array<{ value: string }>;
}

type Draw = (editor: Editor) => Promise<void>;

const wanted = process.argv.slice(2);

const install = await step('n8n, from the npm registry or the cache', installN8n);
const folder = createThrowawayFolder('yabandpay-pictures');
const tarball = await step('Build and pack this package', async () => await packPackage(folder.path));
const shop = await step('Sandbox gateway and n8n', async () =>
	await openShop({ install, tarball: tarball.path }, { autoPay: 1_000 }),
);
const credential = await addCredential(shop, { notifyUrl: 'https://n8n.example.com/webhook/yabandpay/webhook' });
const drawings = await drawingsOf(shop, credential);
for (const theme of ['light', 'dark'] as const) {
	const editor = await Editor.open(shop.n8n, theme);
	for (const [name, draw] of Object.entries(drawings)) {
		if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
		await step(`${name} (${theme})`, async () => await takeWith(editor, name, theme, draw));
	}
	await editor.close();
}
await shop.dispose();
folder.remove();

async function takeWith(editor: Editor, name: string, theme: Theme, draw: Draw): Promise<void> {
	await draw(editor);
	await editor.take(theme === 'light' ? name : `${name}-dark`);
}

async function drawingsOf({ n8n, sandbox }: Shop, reference: CredentialReference): Promise<Record<string, Draw>> {
	const drawings: Record<string, Draw> = {
		'node-panel': async (editor) => await editor.searchNodes('yabandpay'),
		credential: async (editor) => await editor.showCredential(reference.name),
	};
	const showing = async (type: string, parameters: Workflow['nodes'][number]['parameters']): Promise<Draw> => {
		const id = await n8n.api.createWorkflow(oneNode(type, parameters, reference));
		return async (editor) => await editor.showNode(id, NODE_ID);
	};
	drawings.trigger = await showing(TRIGGER_TYPE, {});
	for (const { value: resource, operations } of await catalogue()) {
		for (const { value: operation } of operations) {
			drawings[`operations/${resource}-${operation}`] = await showing(ACTION_TYPE, { resource, operation });
		}
	}
	for (const file of readdirSync(join(PROJECT_FOLDER, 'examples')).filter((name) => name.endsWith('.json'))) {
		const id = await importExample({ n8n, sandbox } as Shop, file, reference);
		drawings[`examples/${file.replace('.json', '')}`] = async (editor) => await editor.showWorkflow(id);
	}
	return drawings;
}

/** The catalogue: the first operation of each resource shows its fields, waiting ones show theirs too. */
async function catalogue(): Promise<Resource[]> {
	const { resources } = requireNodeSources()('./nodes/YabandPay/operations/index.ts') as { resources: Resource[] };
	return resources.map(({ value, operations }) => ({
		value,
		operations: operations.filter(({ value: operation }, index) => index === 0 || operation.startsWith('waitFor')),
	}));
}

function oneNode(type: string, parameters: Workflow['nodes'][number]['parameters'], { id, name }: CredentialReference): Workflow {
	const credentials = { [CREDENTIAL_TYPE]: { id, name } };
	const node = { id: NODE_ID, name: 'YabandPay', type, typeVersion: 1, position: [0, 0] as [number, number], parameters, credentials };
	return { name: 'Picture', nodes: [node], connections: {}, settings: {} };
}
