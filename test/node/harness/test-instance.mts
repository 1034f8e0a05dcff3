import type {
	IDataObject,
	INodeExecutionData,
	IRunExecutionData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, jsonParse, ObservableObject, Workflow } from 'n8n-workflow';
import { createAdditionalData } from './additional-data.mts';
import type { StoredCredentials } from './credentials.mts';
import { TestCredentials } from './credentials.mts';
import { Execution } from './execution.mts';
import { core } from './n8n-core.mts';
import { PackageNodeTypes } from './node-types.mts';
import type { SavedWorkflow } from './saved-workflow.mts';

/** How a workflow is started. */
export interface RunOptions {
	/** items the start node hands on; default: what is pinned to it in the saved workflow, else one empty item */
	items?: IDataObject[];
	/** `manual` (default) is the editor's "Execute workflow"; pinned data counts in manual runs only */
	mode?: WorkflowExecuteMode;
	/** the node to start with; default: the first one nothing leads to */
	startNode?: string;
}

/**
 * A small n8n around n8n-core: keeps credentials and executions, and starts, retries and resumes workflows in the way
 * n8n 2.41 does. What n8n would write to its database between two runs goes through JSON here, so that nothing survives
 * in a test that would be lost in a real instance.
 */
export class TestInstance {
	/** base URL under which webhooks are reached; a webhook server sets it once it listens */
	baseUrl = 'http://127.0.0.1:9';

	readonly credentials: TestCredentials;

	/** every execution so far, oldest first */
	readonly executions: Execution[] = [];

	private readonly nodeTypes = new PackageNodeTypes();

	private readonly staticData = new Map<string, string>();

	constructor(credentials: StoredCredentials) {
		this.credentials = new TestCredentials(credentials);
	}

	/** Starts a saved workflow and runs it until it ends or waits. */
	async run(saved: SavedWorkflow, options: RunOptions = {}): Promise<Execution> {
		const { items, mode = 'manual', startNode = firstNode(saved) } = options;
		const pinned = mode === 'manual' ? saved.pinData : undefined;
		const started: INodeExecutionData[] = items?.map((json) => ({ json })) ?? pinned?.[startNode] ?? [{ json: {} }];
		const pinData = mode === 'manual' ? { ...pinned, [startNode]: started } : undefined;
		return await this.start(saved, mode, startNode, [started], pinData);
	}

	/** Starts a workflow with what its trigger node's webhook handed over. */
	async startFromWebhook(saved: SavedWorkflow, trigger: string, data: INodeExecutionData[][]): Promise<Execution> {
		return await this.start(saved, 'webhook', trigger, data);
	}

	/**
	 * What "Retry execution" in the executions list does: a new execution with a new ID goes on at the node that failed,
	 * with the failed execution's saved data, its nodes' context among it.
	 */
	async retry(failed: Execution): Promise<Execution> {
		const data = failed.storedData();
		const { lastNodeExecuted, runData } = data.resultData;
		delete data.resultData.error;
		const runs = lastNodeExecuted === undefined ? undefined : runData[lastNodeExecuted];
		if (runs?.at(-1)?.error !== undefined) runs.pop();
		return await this.process(this.newExecution(failed.saved, 'retry', data));
	}

	/** What a queue does when a worker was killed: the same execution, under its own ID, from its beginning. */
	async runAgain(lost: Execution): Promise<Execution> {
		const again = new Execution(lost.id, lost.saved, lost.mode, lost.initialData());
		this.executions.push(again);
		return await this.process(again);
	}

	/** What n8n does when the date passes until which an execution waits. */
	async continueAfterWaiting(waiting: Execution): Promise<Execution> {
		waiting.data = waiting.storedData();
		return await this.process(waiting);
	}

	/**
	 * The data of a waiting execution as its node's webhook sees it: the node is switched off, since the webhook's answer
	 * takes the place of its output. Nothing is stored: a call that the webhook refuses leaves the execution waiting.
	 */
	dataForResuming(waiting: Execution): IRunExecutionData {
		const data = waiting.storedData();
		const [entry] = data.executionData?.nodeExecutionStack ?? [];
		if (entry === undefined) throw new Error(`Execution ${waiting.id} does not wait`);
		entry.node.disabled = true;
		data.waitTill = undefined;
		data.resultData.runData[entry.node.name]?.pop();
		return data;
	}

	/** Goes on with a waiting execution with what its node's webhook handed over. */
	async resumeFromWebhook(
		waiting: Execution,
		data: IRunExecutionData,
		main: INodeExecutionData[][],
	): Promise<Execution> {
		const [entry] = data.executionData?.nodeExecutionStack ?? [];
		entry.data.main = main;
		entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
		waiting.data = data;
		return await this.process(waiting);
	}

	/** The saved workflow as an executable one, with the static data as last saved. */
	createWorkflow(saved: SavedWorkflow, active = false): Workflow {
		const copy = structuredClone(saved);
		return new Workflow({
			id: copy.id ?? 'wfUnsaved0000001',
			name: copy.name,
			nodes: copy.nodes,
			connections: copy.connections,
			active,
			nodeTypes: this.nodeTypes,
			settings: copy.settings,
			staticData: jsonParse<IDataObject | null>(this.staticData.get(copy.id ?? '') ?? 'null') ?? undefined,
		});
	}

	/**
	 * What n8n does with the static data of a webhook's workflow when it starts the execution: it builds the execution's
	 * workflow upon the very object it was read into. That takes back the mark that there is something to save, unless there
	 * was no static data before.
	 *
	 * @param loaded the workflow's `staticData` as it was before the webhook's node was called
	 */
	shareStaticData(workflow: Workflow, loaded: IDataObject): void {
		if (this.staticData.has(workflow.id)) ObservableObject.create(loaded, undefined, { ignoreEmptyOnFirstChild: true });
	}

	/** Saves a workflow's static data, whole, as n8n does after a webhook and after an execution. */
	saveStaticData(workflow: Workflow): void {
		const { __dataChanged: changed, ...data } = workflow.staticData as IDataObject;
		if (changed === true) this.staticData.set(workflow.id, JSON.stringify(data));
	}

	private async start(
		saved: SavedWorkflow,
		mode: WorkflowExecuteMode,
		startNode: string,
		main: INodeExecutionData[][],
		pinData?: IRunExecutionData['resultData']['pinData'],
	): Promise<Execution> {
		const node = this.createWorkflow(saved).getNode(startNode);
		if (node === null) throw new Error(`No node "${startNode}" in workflow "${saved.name}"`);
		const data = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main }, source: null }] },
			resultData: { pinData },
		});
		return await this.process(this.newExecution(saved, mode, data));
	}

	/** Records an execution, before it runs. */
	private newExecution(saved: SavedWorkflow, mode: WorkflowExecuteMode, data: IRunExecutionData): Execution {
		const execution = new Execution(String(this.executions.length + 1001), saved, mode, data);
		this.executions.push(execution);
		return execution;
	}

	private async process(execution: Execution): Promise<Execution> {
		const workflow = this.createWorkflow(execution.saved);
		const { id: executionId, mode } = execution;
		execution.status = 'running';
		const additionalData = createAdditionalData(this.credentials, { executionId, mode, baseUrl: this.baseUrl });
		const engine = new core.WorkflowExecute(additionalData, mode, execution.data);
		try {
			execution.finish(await engine.processRunExecutionData(workflow));
		} catch (error) {
			// A required parameter is empty: n8n refuses to start and shows the execution as failed.
			if (!(error instanceof core.WorkflowHasIssuesError)) throw error;
			execution.refuse(error);
		}
		this.saveStaticData(workflow);
		return execution;
	}
}

function firstNode(saved: SavedWorkflow): string {
	const targets = new Set(
		Object.values(saved.connections).flatMap(({ main = [] }) => main.flatMap((to) => to?.map(({ node }) => node) ?? [])),
	);
	const first = saved.nodes.find(({ name }) => !targets.has(name));
	if (first === undefined) throw new Error(`Workflow "${saved.name}" has no node to start with`);
	return first.name;
}
