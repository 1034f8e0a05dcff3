import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { CredentialReference, Workflow } from '../../tools/n8n/workflows.mts';

type NodeOptions = Partial<INode> & { parameters?: INodeParameters };

/** A node that is called what it does; everything else has a value that n8n accepts. */
export function node(name: string, type: string, options: NodeOptions = {}): INode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...options };
}

/** A workflow whose nodes follow one another. */
export function chain(name: string, nodes: INode[]): Workflow {
	const links = nodes.slice(1).map(({ name: next }, index) => [
		nodes[index].name,
		{ main: [[{ node: next, type: 'main' as const, index: 0 }]] },
	]);
	return { name, nodes, connections: Object.fromEntries(links), settings: { executionOrder: 'v1' } };
}

/** n8n's own Webhook node for POST calls, with a path of its own. */
export function webhookNode(parameters: INodeParameters = {}, typeVersion = 2.1): INode {
	const id = randomUUID();
	return node('Webhook', 'n8n-nodes-base.webhook', {
		typeVersion,
		webhookId: id,
		parameters: { httpMethod: 'POST', path: id, options: {}, ...parameters },
	});
}

/** A Code node that runs once for all items. */
export const codeNode = (name: string, jsCode: string): INode =>
	node(name, 'n8n-nodes-base.code', { typeVersion: 2, parameters: { jsCode } });

/** A Crypto node that writes the HMAC-SHA256 of `$json.text` into `sign`, as a user sets it up. */
export const hmacNode = (name: string, credential: CredentialReference): INode =>
	node(name, 'n8n-nodes-base.crypto', {
		typeVersion: 2,
		parameters: { action: 'hmac', type: 'SHA256', value: '={{ $json.text }}', dataPropertyName: 'sign', encoding: 'hex' },
		credentials: { crypto: credential },
	});

export const noOpNode = (): INode => node('Done', 'n8n-nodes-base.noOp');
