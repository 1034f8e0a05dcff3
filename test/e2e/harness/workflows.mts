import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { CredentialReference, Workflow } from '../../../tools/n8n/workflows.mts';
import { CREDENTIAL_TYPE, TRIGGER_TYPE } from '../../../tools/shop.mts';

type NodeOptions = Partial<INode> & { parameters?: INodeParameters };

/** A node that is called what it does; everything else has a value that n8n accepts. */
export function node(name: string, type: string, options: NodeOptions = {}): INode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...options };
}

/** The manual trigger that `N8nApi.runWorkflow` starts from. */
export const START = 'Start';

/** A manual trigger. */
export const startNode = (): INode => node(START, 'n8n-nodes-base.manualTrigger');

/** The package's action node. */
export function yabandPayNode(
	name: string,
	credential: CredentialReference,
	parameters: INodeParameters,
	options: NodeOptions = {},
): INode {
	return node(name, 'n8n-nodes-yabandpay.yabandPay', {
		parameters,
		credentials: { [CREDENTIAL_TYPE]: credential },
		...options,
	});
}

/** The package's trigger node with a webhook of its own. */
export function triggerNode(name: string, credential: CredentialReference, parameters: INodeParameters = {}): INode {
	return node(name, TRIGGER_TYPE, {
		parameters,
		webhookId: randomUUID(),
		credentials: { [CREDENTIAL_TYPE]: credential },
	});
}

/** A node of n8n's own that puts out one item per entry, in a field of that name. */
export function itemsNodes(field: string, values: string[]): INode[] {
	const assignment = { id: '1', name: field, type: 'array', value: JSON.stringify(values) };
	return [
		node('Values', 'n8n-nodes-base.set', {
			typeVersion: 3.4,
			parameters: { assignments: { assignments: [assignment] }, options: {} },
		}),
		node('One Item Each', 'n8n-nodes-base.splitOut', { parameters: { fieldToSplitOut: field, options: {} } }),
	];
}

/** A workflow whose nodes follow one another. */
export function chain(name: string, nodes: INode[]): Workflow {
	const links = nodes.slice(1).map(({ name: next }, index) => [
		nodes[index].name,
		{ main: [[{ node: next, type: 'main' as const, index: 0 }]] },
	]);
	return { name, nodes, connections: Object.fromEntries(links), settings: { executionOrder: 'v1' } };
}
