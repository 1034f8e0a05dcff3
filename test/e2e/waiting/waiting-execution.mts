import { expect } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import { jsonOf, type Execution } from '../../../tools/n8n/executions.mts';
import type { Workflow } from '../../../tools/n8n/workflows.mts';
import type { Shop } from '../../../tools/shop.mts';
import { waitFor } from '../../../tools/wait-for.mts';
import { START } from '../harness/workflows.mts';
import { FINAL, LIMIT } from './workflow.mts';

/** How long an execution may take to go on by itself: n8n looks for due waits once a minute. */
const UNTIL_DUE_MS = 100_000;

/** One execution of a workflow of its own that creates something and waits for it. */
export class WaitingExecution {
	readonly id: string;
	readonly workflowId: string;
	readonly #shop: Shop;

	/** Imports the workflow and runs it until it ends or waits. */
	static async begin(shop: Shop, workflow: Workflow, trigger = START): Promise<WaitingExecution> {
		const workflowId = await shop.n8n.api.createWorkflow(workflow);
		const { id } = await shop.n8n.api.runWorkflowToEnd(workflowId, trigger);
		return new WaitingExecution(shop, id, workflowId);
	}

	private constructor(shop: Shop, id: string, workflowId: string) {
		this.#shop = shop;
		this.id = id;
		this.workflowId = workflowId;
	}

	/** As n8n has stored it now. */
	async stored(): Promise<Execution> {
		return await this.#shop.n8n.api.getExecution(this.id);
	}

	/** Asserts that it waits. */
	async isWaiting(): Promise<void> {
		expect((await this.stored()).status).toBe('waiting');
	}

	/** Waits until it has ended. */
	async ended(timeoutMs = UNTIL_DUE_MS): Promise<Execution> {
		return await waitFor(
			`execution ${this.id} to end`,
			async () => {
				const execution = await this.stored();
				return !['new', 'running', 'waiting'].includes(execution.status) && execution;
			},
			{ timeoutMs, everyMs: 100 },
		);
	}

	/** Waits until a node has run so many times. */
	async hasRun(nodeName: string, times: number): Promise<Execution> {
		return await waitFor(
			`"${nodeName}" to have run ${times} times`,
			async () => {
				const execution = await this.stored();
				return runsOf(execution, nodeName) >= times && execution.status !== 'running' && execution;
			},
			{ timeoutMs: UNTIL_DUE_MS, everyMs: 100 },
		);
	}

	/** What the creating node put out: trade_id, refund_id or payout_id are in it. */
	async created(nodeName = 'Create'): Promise<IDataObject> {
		return jsonOf(await this.stored(), nodeName)[0];
	}

	/** The trade_id of the payment it waits for. */
	async tradeId(nodeName = 'Create'): Promise<string> {
		return (await this.created(nodeName)).trade_id as string;
	}

	/** The address the gateway was given, with n8n's token. */
	async resumeUrl(): Promise<string> {
		const { trade_id } = await this.created();
		return this.#shop.sandbox.orders.find((order) => order.trade_id === trade_id)?.notify_url ?? '';
	}

	/** Asserts that it went on exactly once, by the output "Final", and that it is its workflow's only execution. */
	async endedFinal(json: IDataObject, timeoutMs?: number): Promise<Execution> {
		const execution = await this.ended(timeoutMs);
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, FINAL)).toEqual([expect.objectContaining(json)]);
		expect([runsOf(execution, FINAL), runsOf(execution, LIMIT)]).toEqual([1, 0]);
		await this.#isOnlyExecution();
		return execution;
	}

	/** Asserts that it went on exactly once, by the output "Limit Reached", with nothing that looks like a payment. */
	async endedAtLimit(): Promise<Execution> {
		const execution = await this.ended();
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, LIMIT)).toEqual([{ handed_over: 'to the payer' }]);
		expect([runsOf(execution, FINAL), runsOf(execution, LIMIT)]).toEqual([0, 1]);
		await this.#isOnlyExecution();
		return execution;
	}

	async #isOnlyExecution(): Promise<void> {
		// n8n leaves out of its list what has ended only this moment.
		const executions = await this.#shop.n8n.api.waitForExecutions(this.workflowId, 1);
		expect(executions.map(({ id }) => id)).toEqual([this.id]);
	}
}

/** How often a node has run. */
export const runsOf = (execution: Execution, nodeName: string): number =>
	execution.data.resultData.runData[nodeName]?.length ?? 0;
