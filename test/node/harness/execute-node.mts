import type { IDataObject, INodeExecutionData, INodeParameters, IRunExecutionData } from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';
import { createAdditionalData } from './additional-data.mts';
import { core } from './n8n-core.mts';
import { singleNodeWorkflow, type SingleNodeOptions } from './saved-workflow.mts';
import type { TestInstance } from './test-instance.mts';

/** What `execute()` left behind besides its items. */
export interface ExecuteOutcome {
	/** items per output */
	outputs: INodeExecutionData[][];
	/** with `waitTill` when the node has put the execution to wait, and the context the node has kept */
	data: IRunExecutionData;
	/** hints for the user */
	hints: string[];
}

/**
 * Runs a node's `execute()` alone, in n8n-core's ExecuteContext, without a workflow around it. What it throws comes out
 * as it is.
 *
 * @param parameters the node's parameters as saved
 * @param items the JSON of its input items
 */
export async function executeNode(
	instance: TestInstance,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	options: SingleNodeOptions & { executionId?: string } = {},
): Promise<ExecuteOutcome> {
	const { executionId = '9001', ...nodeOptions } = options;
	const workflow = instance.createWorkflow(singleNodeWorkflow(parameters, nodeOptions));
	const node = workflow.nodes.YabandPay;
	const input: INodeExecutionData[] = items.map((json, item) => ({ json, pairedItem: { item } }));
	const entry = { node, data: { main: [input] }, source: { main: [{ previousNode: 'Start' }] } };
	const data = createRunExecutionData({ executionData: { nodeExecutionStack: [entry] } });
	const additionalData = createAdditionalData(instance.credentials, {
		executionId,
		mode: 'manual',
		baseUrl: instance.baseUrl,
	});
	await workflow.expression.acquireIsolate();
	try {
		const context = new core.ExecuteContext(workflow, node, additionalData, 'manual', data, 0, input, entry.data, entry, []);
		const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const outputs = (await type.execute!.call(context)) as INodeExecutionData[][];
		return { outputs, data, hints: context.hints.map(({ message }) => message) };
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
