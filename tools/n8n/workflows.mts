import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';
import { PROJECT_FOLDER } from './pack.mts';

/** The parts of a workflow file that n8n's API takes. */
export interface Workflow {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: IWorkflowSettings;
}

export interface CredentialReference {
	id: string;
	name: string;
}

/**
 * Reads a workflow file from examples/ and leaves out what only belongs to the place it was exported from.
 *
 * @param fileName e.g. `pos-sale.json`
 */
export async function readExample(fileName: string): Promise<Workflow> {
	const text = await readFile(join(PROJECT_FOLDER, 'examples', fileName), 'utf8');
	const { name, nodes, connections, settings } = JSON.parse(text) as Workflow;
	return { name, nodes, connections, settings: settings ?? {} };
}

/**
 * Points every node that uses a credential of a type at one credential, as a person does after importing a workflow.
 *
 * @param type the credential type, e.g. `yabandPayApi`
 */
export function withCredential(workflow: Workflow, type: string, credential: CredentialReference): Workflow {
	const { id, name } = credential;
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.credentials?.[type] ? { ...node, credentials: { ...node.credentials, [type]: { id, name } } } : node,
		),
	};
}

/**
 * The path of a trigger's production webhook, for `N8nInstance.webhookUrl`.
 *
 * @param path the webhook's path in the node's description
 */
export function webhookPath(workflow: Workflow, nodeName: string, path = 'webhook'): string {
	const node = workflow.nodes.find(({ name }) => name === nodeName);
	if (!node?.webhookId) throw new Error(`"${workflow.name}" has no node "${nodeName}" with a webhook ID`);
	return `${node.webhookId}/${path}`;
}
