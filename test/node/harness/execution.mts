import type {
	ExecutionError,
	ExecutionStatus,
	IDataObject,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { jsonParse, jsonStringify } from 'n8n-workflow';
import type { SavedWorkflow } from './saved-workflow.mts';

/** One execution of a saved workflow, with what n8n keeps of it and shows in its executions list. */
export class Execution {
	readonly id: string;

	readonly saved: SavedWorkflow;

	readonly mode: WorkflowExecuteMode;

	data: IRunExecutionData;

	status: ExecutionStatus = 'new';

	private readonly initial: string;

	constructor(id: string, saved: SavedWorkflow, mode: WorkflowExecuteMode, data: IRunExecutionData) {
		this.id = id;
		this.saved = saved;
		this.mode = mode;
		this.data = data;
		this.initial = serialize(data);
	}

	/** Takes over the outcome of a run, through JSON, as n8n does with its database. */
	finish(run: IRun): void {
		this.status = run.status;
		this.data = jsonParse<IRunExecutionData>(serialize(run.data));
	}

	/** Records that n8n refused to start it. */
	refuse(error: Error): void {
		this.status = 'error';
		this.data.resultData.error = { ...error, name: error.name, message: error.message } as ExecutionError;
	}

	/** the error that ended the execution */
	get error(): ExecutionError | undefined {
		return this.data.resultData.error;
	}

	/** The date until which the execution waits, if it does. */
	get waitTill(): Date | undefined {
		return this.data.waitTill === undefined ? undefined : new Date(this.data.waitTill);
	}

	/**
	 * The items a node handed on.
	 *
	 * @param node its name
	 * @param output 0: the first; the error output of "On Error: Continue (using error output)" is the last
	 * @param run 0: the node's first run in this execution, negative: from its end
	 */
	items(node: string, output = 0, run = -1): INodeExecutionData[] {
		return this.data.resultData.runData[node]?.at(run)?.data?.main[output] ?? [];
	}

	/** The JSON of {@link items}. */
	json(node: string, output = 0, run = -1): IDataObject[] {
		return this.items(node, output, run).map(({ json }) => json);
	}

	/** How often a node has run in this execution. */
	runs(node: string): number {
		return this.data.resultData.runData[node]?.length ?? 0;
	}

	/** A copy of what n8n has stored of the execution. */
	storedData(): IRunExecutionData {
		const data = jsonParse<IRunExecutionData>(serialize(this.data));
		if (data.waitTill !== undefined) data.waitTill = new Date(data.waitTill);
		return data;
	}

	/** A copy of what n8n had stored before the first node ran. */
	initialData(): IRunExecutionData {
		return jsonParse<IRunExecutionData>(this.initial);
	}

	/** Everything stored of the outcome, as one text: for looking for what must not be in it. */
	storedResult(): string {
		return serialize(this.data.resultData);
	}
}

function serialize(data: unknown): string {
	return jsonStringify(data, { replaceCircularRefs: true });
}
