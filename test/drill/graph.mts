import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { Workflow } from '../../tools/n8n/workflows.mts';
import { node } from '../e2e/harness/workflows.mts';

/** From a node, by one of its outputs, to a node. */
export type Link = [from: string, output: number, to: string];

/** A workflow of nodes and links. */
export function graph(name: string, nodes: INode[], links: Link[]): Workflow {
	const connections: IConnections = {};
	for (const [from, output, to] of links) {
		const { main } = (connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

/** The till calls this address; `responseMode` says when it is answered. */
export const tillNode = (path: string, responseMode: 'onReceived' | 'lastNode' | 'responseNode'): INode =>
	node('Till', 'n8n-nodes-base.webhook', {
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode, options: {} },
	});

/** Goes on by its first output if an expression is true, else by the second. */
export const ifNode = (name: string, expression: string): INode =>
	node(name, 'n8n-nodes-base.if', {
		typeVersion: 2.2,
		parameters: {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
				conditions: [{ id: '1', leftValue: `={{ ${expression} }}`, rightValue: '', operator: { type: 'boolean', operation: 'true', singleValue: true } }],
				combinator: 'and',
			},
			options: {},
		},
	});

/** Answers the till with the item. */
export const answerNode = (): INode =>
	node('Answer Till', 'n8n-nodes-base.respondToWebhook', {
		typeVersion: 1.1,
		parameters: { respondWith: 'json', responseBody: '={{ JSON.stringify($json) }}', options: {} } as INodeParameters,
	});

/** Lets some seconds pass. */
export const pauseNode = (name: string, seconds: number): INode =>
	node(name, 'n8n-nodes-base.wait', { typeVersion: 1.1, webhookId: `pause-${name}`, parameters: { amount: seconds, unit: 'seconds' } });
