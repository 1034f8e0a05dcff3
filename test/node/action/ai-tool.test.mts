import { createRequire } from 'node:module';
import type { INode, INodeParameters, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { resources } from '../../../nodes/YabandPay/operations/index.ts';
import '../harness/n8n-core.mts';
import { packageNodes } from '../harness/package-nodes.mts';

/** The tool that n8n hands to a model. */
interface Tool {
	name: string;
	description: string;
	schema: { shape: Record<string, { description?: string }> };
}

const require = createRequire(import.meta.url);
const { createNodeAsTool } = require('n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool') as {
	createNodeAsTool(options: { node: INode; nodeType: INodeType; handleToolInvocation: () => Promise<unknown> }): { response: Tool };
};

const nodeType = packageNodes.get('n8n-nodes-yabandpay.yabandPay') as INodeType;

/** What n8n's core makes of the node when an agent uses it. */
function toolOf(parameters: INodeParameters): Tool {
	const node: INode = {
		id: '1', name: 'YabandPay', type: 'n8n-nodes-yabandpay.yabandPayTool', typeVersion: 1, position: [0, 0],
		parameters: { descriptionType: 'auto', ...parameters },
	};
	return createNodeAsTool({ node, nodeType, handleToolInvocation: async () => await Promise.resolve() }).response;
}

const operations = resources.flatMap(({ value: resource, operations: all }) => all.map((operation) => ({ ...operation, resource })));

describe('the node as a tool of an AI agent', () => {
	it('n8n makes a tool of the action node, and none of the trigger', () => {
		const usable = [...packageNodes].filter(([, { description }]) => (description as INodeTypeDescription).usableAsTool);
		expect(usable.map(([name]) => name)).toEqual(['n8n-nodes-yabandpay.yabandPay']);
	});

	it('tells the model what each operation does, in words that fit no other', () => {
		const descriptions = operations.map(({ resource, value }) => toolOf({ resource, operation: value }).description);
		expect(new Set(descriptions).size).toBe(operations.length);
		descriptions.forEach((description, index) => expect(description).toBe(`${operations[index].action} in YabandPay`));
		for (const description of descriptions) expect(description).toMatch(/^[A-Z].{8,} in YabandPay$/);
	});

	it('asks the model for what the builder leaves to it, and for nothing else', () => {
		const { schema } = toolOf({
			resource: 'onlinePayment',
			operation: 'create',
			amount: "={{ $fromAI('amount', 'Amount in euro with a decimal point', 'string') }}",
			currency: 'EUR',
			options: { maximum_amount: '50.00' },
		});
		expect(Object.keys(schema.shape)).toEqual(['amount']);
		expect(schema.shape.amount.description).toBe('Amount in euro with a decimal point');
	});
});
