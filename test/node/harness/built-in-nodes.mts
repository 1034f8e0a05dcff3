import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription, IRequestOptions } from 'n8n-workflow';

/*
 * Stand-ins for the built-in nodes that the workflow fixtures use. The package n8n-nodes-base is 0.5 GB with its
 * dependencies; the fixtures need no more of these nodes than this.
 */

function description(name: string, more: Partial<INodeTypeDescription> = {}): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: [1, 2, 3, 4],
		description: `Stand-in for n8n-nodes-base.${name}`,
		defaults: { name },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
		...more,
	};
}

/** "When clicking 'Execute workflow'": hands on the item it is started with. */
class ManualTrigger implements INodeType {
	description = description('manualTrigger', { group: ['trigger'], inputs: [] });

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** "No Operation": hands its items on unchanged, so that a test can look at what reached it. */
class NoOp implements INodeType {
	description = description('noOp');

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** "Loop Over Items" with a batch size of one: output 0 is done, output 1 is the loop. */
class SplitInBatches implements INodeType {
	description = description('splitInBatches', { outputs: ['main', 'main'] });

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const memory = this.getContext('node') as { waiting?: INodeExecutionData[]; done?: INodeExecutionData[] };
		if (memory.waiting === undefined) {
			memory.waiting = [...this.getInputData()];
			memory.done = [];
		} else {
			memory.done?.push(...this.getInputData());
		}
		const next = memory.waiting.shift();
		return next === undefined ? [memory.done ?? [], []] : [[], [next]];
	}
}

/**
 * "HTTP Request" with "Predefined Credential Type". Its parameter `requestOptions` is what the real node hands to
 * n8n-core's request helper for each kind of body: old-style options with `uri`, the body in `body` or `form`.
 */
class HttpRequest implements INodeType {
	description = description('httpRequest', {
		properties: [
			{ displayName: 'Credential Type', name: 'nodeCredentialType', type: 'string', default: '' },
			{ displayName: 'Request Options', name: 'requestOptions', type: 'json', default: {} },
		],
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const credentialType = this.getNodeParameter('nodeCredentialType', 0) as string;
		const options = this.getNodeParameter('requestOptions', 0) as unknown as IRequestOptions;
		// eslint-disable-next-line @typescript-eslint/no-deprecated -- the real HTTP Request node calls exactly this helper
		const answer: unknown = await this.helpers.requestWithAuthentication.call(this, credentialType, options, undefined, 0);
		const json = (typeof answer === 'string' ? JSON.parse(answer) : answer) as INodeExecutionData['json'];
		return [[{ json, pairedItem: { item: 0 } }]];
	}
}

/** The stand-ins, by the type name that saved workflows use. */
export const builtInNodes: ReadonlyMap<string, INodeType> = new Map(
	[new ManualTrigger(), new NoOp(), new SplitInBatches(), new HttpRequest()].map((node) => [
		`n8n-nodes-base.${node.description.name}`,
		node,
	]),
);
