import type { ExecutionStatus, IDataObject, INodeExecutionData, IRunExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

/** A stored execution as n8n's API returns it. */
export interface Execution {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: WorkflowExecuteMode;
	finished: boolean;
	startedAt: string;
	stoppedAt: string | null;
	data: IRunExecutionData;
}

/**
 * The items that a node put out.
 *
 * @param output which of its outputs, 0 for the first
 * @param run which of its runs, the last one by default
 * @returns an empty list if the node has not run
 */
export function itemsOf(execution: Execution, nodeName: string, output = 0, run = -1): INodeExecutionData[] {
	return execution.data.resultData.runData[nodeName]?.at(run)?.data?.main?.[output] ?? [];
}

/** The JSON data of the items that a node put out: `itemsOf` without the rest. */
export function jsonOf(execution: Execution, nodeName: string, output = 0, run = -1): IDataObject[] {
	return itemsOf(execution, nodeName, output, run).map(({ json }) => json);
}

/** The error that ended the execution or, with a name, the node; undefined if there was none. */
export function errorOf(execution: Execution, nodeName?: string): { message: string; description?: string | null } | undefined {
	const { error, runData } = execution.data.resultData;
	return nodeName === undefined ? error : runData[nodeName]?.at(-1)?.error;
}
