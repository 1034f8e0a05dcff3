import { readFileSync } from 'node:fs';
import type { IConnections, INode, INodeParameters, IPinData, IWorkflowSettings } from 'n8n-workflow';

/** A workflow as the editor saves, exports and imports it. */
export interface SavedWorkflow {
	id?: string;
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
}

/**
 * Reads a fixture of `test/node/workflows`.
 *
 * @param name file name without `.json`
 * @returns the workflow, a fresh copy each time
 */
export function readWorkflow(name: string): SavedWorkflow {
	return JSON.parse(readFileSync(new URL(`../workflows/${name}.json`, import.meta.url), 'utf8')) as SavedWorkflow;
}

/** What a node under test is given besides its parameters: the switches of the editor's "Settings" tab. */
export type NodeSettings = Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'executeOnce'>;

/** The parts of a one-node workflow that tests choose. */
export interface SingleNodeOptions extends NodeSettings {
	/** full node type, e.g. `n8n-nodes-yabandpay.yabandPay` */
	type?: string;
	/** name of the credential the node uses; `null`: none chosen */
	credential?: string | null;
}

/**
 * Builds the smallest workflow around one node: "When clicking 'Execute workflow'" leads to it.
 *
 * @param parameters the node's parameters, as the editor saves them
 * @param options type, credential and settings of the node
 * @returns a workflow whose tested node is called `YabandPay`
 */
export function singleNodeWorkflow(parameters: INodeParameters, options: SingleNodeOptions = {}): SavedWorkflow {
	const { type = 'n8n-nodes-yabandpay.yabandPay', credential = 'YabandPay account', ...settings } = options;
	return {
		id: 'wfSingleNode0001',
		name: 'One node',
		nodes: [
			{
				id: '8b1f2b0e-6d53-4a7c-9a59-2d3f52b2f001',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '8b1f2b0e-6d53-4a7c-9a59-2d3f52b2f002',
				name: 'YabandPay',
				type,
				typeVersion: 1,
				position: [200, 0],
				parameters,
				...(credential === null ? {} : { credentials: { yabandPayApi: { id: null, name: credential } } }),
				...settings,
			},
		],
		connections: { Start: { main: [[{ node: 'YabandPay', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
