import type { IDataObject, INodeExecutionData, INodeParameters, IRunExecutionData, Workflow } from 'n8n-workflow';
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

/** A node in an execution, as n8n-core hands it over. */
export interface OpenContext {
	context: InstanceType<typeof core.ExecuteContext>;
	workflow: Workflow;
	data: IRunExecutionData;
	/** Gives n8n's expression engine back. */
	release: () => Promise<void>;
}

/**
 * Opens n8n-core's ExecuteContext for a node alone, without a workflow around it.
 *
 * @param parameters the node's parameters as saved
 * @param items the JSON of its input items
 */
export async function openContext(
	instance: TestInstance,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	options: SingleNodeOptions & { executionId?: string } = {},
): Promise<OpenContext> {
	const { executionId = '9001', ...nodeOptions } = options;
	const workflow = instance.createWorkflow(singleNodeWorkflow(parameters, nodeOptions));
	const node = workflow.nodes.YabandPay;
	const input: INodeExecutionData[] = items.map((json, item) => ({ json, pairedItem: { item } }));
	const entry = { node, data: { main: [input] }, source: { main: [{ previousNode: 'Start' }] } };
	const data = createRunExecutionData({ executionData: { nodeExecutionStack: [entry] } });
	const additionalData = createAdditionalData(instance.credentials, { executionId, mode: 'manual', baseUrl: instance.baseUrl });
	await workflow.expression.acquireIsolate();
	const context = new core.ExecuteContext(workflow, node, additionalData, 'manual', data, 0, input, entry.data, entry, []);
	return { context, workflow, data, release: async () => await workflow.expression.releaseIsolate() };
}

/** Runs a node's `execute()` alone, see {@link openContext}. What it throws comes out as it is. */
export async function executeNode(...setting: Parameters<typeof openContext>): Promise<ExecuteOutcome> {
	const { context, workflow, data, release } = await openContext(...setting);
	try {
		const { type: name, typeVersion } = context.getNode();
		const type = workflow.nodeTypes.getByNameAndVersion(name, typeVersion);
		const outputs = (await type.execute!.call(context)) as INodeExecutionData[][];
		return { outputs, data, hints: context.hints.map(({ message }) => message) };
	} finally {
		await release();
	}
}
