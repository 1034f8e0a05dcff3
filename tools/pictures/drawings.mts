import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { requireNodeSources } from '../docs/node-sources.mts';
import { PROJECT_FOLDER } from '../n8n/pack.mts';
import type { CredentialReference, Workflow } from '../n8n/workflows.mts';
import { addCredential, CREDENTIAL_TYPE, exampleWebhookUrl, importExample, TRIGGER_TYPE, type Shop } from '../shop.mts';
import type { Editor, Motif } from './editor.mts';
import { picturedForms } from './forms.mts';

type Catalogue = typeof import('../../nodes/YabandPay/operations/index.ts');
type Parameters = typeof import('../../nodes/YabandPay/catalogue/parameters.ts');
type TriggerProperties = typeof import('../../nodes/YabandPayTrigger/properties.ts');
type NodeParameters = Workflow['nodes'][number]['parameters'];

/** Brings the editor to where a picture is to be taken. */
export type Draw = (editor: Editor) => Promise<Motif>;

const ACTION_TYPE = 'n8n-nodes-yabandpay.yabandPay';
const NODE_ID = '5f0c9a4e-6d0b-4c43-9a60-0d2f4f4a1d10';
const SALE = 'pos-sale.json';
const PAID_SALE = 'pos-sale-paid.json';

/**
 * All pictures by their names below docs/images. What a picture needs in n8n is made when it is first drawn.
 *
 * @param shop with a sandbox whose payers pay by themselves
 */
export async function drawingsOf(shop: Shop): Promise<Record<string, Draw>> {
	// An address as it would be in production; the execution's sale needs the one of this machine.
	const credential = await addCredential(shop, { notifyUrl: 'https://n8n.example.com/webhook/yabandpay/webhook' });
	const sale = once(async () => await importExample(shop, SALE, credential));
	const sold = once(async () => await sellOnTerminal(shop));
	const showing = (type: string, parameters: NodeParameters, show: 'showNode' | 'showForm' | 'showOptions'): Draw => {
		const workflow = once(async () => await shop.n8n.api.createWorkflow(oneNode(type, parameters, credential)));
		return async (editor) => await editor[show](await workflow(), NODE_ID);
	};
	const drawings: Record<string, Draw> = {
		'node-panel': async (editor) => await editor.searchNodes(await sale(), 'yabandpay'),
		'node-panel-actions': async (editor) => await editor.showActions(await sale(), 'yabandpay'),
		credential: async (editor) => await editor.showCredential(credential.name),
		trigger: showing(TRIGGER_TYPE, {}, 'showNode'),
		'trigger-options': showing(TRIGGER_TYPE, triggerOptions(), 'showForm'),
		execution: async (editor) => {
			const { workflowId, executionId } = await sold();
			return await editor.showExecution(workflowId, executionId, 'YabandPay Trigger');
		},
	};
	for (const { picture, parameters, show } of forms()) drawings[picture] = showing(ACTION_TYPE, parameters, show);
	for (const file of readdirSync(join(PROJECT_FOLDER, 'examples')).filter((name) => name.endsWith('.json'))) {
		const workflow = once(async () => await importExample(shop, file, credential));
		drawings[`examples/${file.replace('.json', '')}`] = async (editor) => await editor.showWorkflow(await workflow());
	}
	return drawings;
}

/** All filters and options of the trigger, as they are when a person has just added them. */
function triggerOptions(): NodeParameters {
	const { triggerProperties } = requireNodeSources()('./nodes/YabandPayTrigger/properties.ts') as TriggerProperties;
	const collections = triggerProperties.filter(({ type }) => type === 'collection');
	return Object.fromEntries(collections.map(({ name, options = [] }) => [name, defaultsOf(options as INodeProperties[])]));
}

const defaultsOf = (fields: ReadonlyArray<Pick<INodeProperties, 'name'> & Partial<INodeProperties>>): NodeParameters =>
	Object.fromEntries(fields.map(({ name, default: value }) => [name, value ?? ''])) as NodeParameters;

/** The forms of the catalogue, with what their nodes are set to. */
function forms(): Array<{ picture: string; parameters: NodeParameters; show: 'showForm' | 'showOptions' }> {
	const requireSource = requireNodeSources();
	const { resources } = requireSource('./nodes/YabandPay/operations/index.ts') as Catalogue;
	const { optionsOf } = requireSource('./nodes/YabandPay/catalogue/parameters.ts') as Parameters;
	return resources.flatMap((resource) =>
		picturedForms(resource).map(({ picture, operation, withOptions }) => {
			const options = withOptions ? defaultsOf(optionsOf(operation)) : {};
			const parameters = { resource: resource.value, operation: operation.value, options };
			return { picture, parameters, show: withOptions ? ('showOptions' as const) : ('showForm' as const) };
		}),
	);
}

/** Sells on a terminal of the sandbox and waits until the notification of the paid sale has started its workflow. */
async function sellOnTerminal(shop: Shop): Promise<{ workflowId: string; executionId: string }> {
	const { api } = shop.n8n;
	const notifyUrl = await exampleWebhookUrl(shop, PAID_SALE);
	const credential = await addCredential(shop, { notifyUrl }, 'YabandPay shop');
	const workflowId = await importExample(shop, PAID_SALE, credential);
	await api.activateWorkflow(workflowId, notifyUrl);
	await api.runWorkflowToEnd(await importExample(shop, SALE, credential), "When clicking 'Execute workflow'");
	const [{ id }] = await api.waitForExecutions(workflowId, 1);
	return { workflowId, executionId: id };
}

function oneNode(type: string, parameters: NodeParameters, { id, name }: CredentialReference): Workflow {
	const credentials = { [CREDENTIAL_TYPE]: { id, name } };
	const title = type === TRIGGER_TYPE ? 'YabandPay Trigger' : 'YabandPay';
	const node = { id: NODE_ID, name: title, type, typeVersion: 1, position: [0, 0] as [number, number], parameters, credentials };
	return { name: 'Picture', nodes: [node], connections: {}, settings: {} };
}

/** Remembers what was made the first time. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return async () => await (made ??= make());
}
