import type { INode } from 'n8n-workflow';
import { itemsOf, type Execution } from '../../tools/n8n/executions.mts';
import { waitFor } from '../../tools/wait-for.mts';
import { publish, type Bench } from './shop.mts';
import { chain, codeNode, webhookNode } from './workflows.mts';

const UNFINISHED = new Set(['new', 'running']);

/** A published workflow that makes items and works through them: Webhook → Items → the nodes under test. */
export class Batch {
	readonly #bench: Bench;
	readonly #id: string;
	readonly #url: string;
	readonly #tested: readonly string[];

	private constructor(bench: Bench, published: { id: string; url: string }, tested: readonly string[]) {
		this.#bench = bench;
		this.#id = published.id;
		this.#url = published.url;
		this.#tested = tested;
	}

	/**
	 * @param itemJs JavaScript of the JSON of item `i`
	 * @param nodes the nodes under test, the last one puts out one item per input item
	 */
	static async publish(bench: Bench, name: string, itemJs: string, nodes: INode[]): Promise<Batch> {
		const webhook = webhookNode({ responseMode: 'lastNode', responseData: 'noData' });
		const items = codeNode(
			'Items',
			`return Array.from({ length: $input.first().json.body.items }, (_, i) => ({ json: ${itemJs} }));`,
		);
		const published = await publish(bench.shop, chain(name, [webhook, items, ...nodes]), String(webhook.webhookId));
		return new Batch(bench, published, nodes.map((node) => node.name));
	}

	/**
	 * Runs it once for so many items.
	 *
	 * @returns the milliseconds that the nodes under test took together, as n8n measured them
	 * @throws Error unless every item came through
	 */
	async run(items: number): Promise<number> {
		const answer = await fetch(this.#url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ items }),
		});
		await answer.arrayBuffer();
		const execution = await this.#latestExecution();
		const { error, runData } = execution.data.resultData;
		const done = itemsOf(execution, String(this.#tested.at(-1))).filter(({ json }) => isSuccess(json));
		if (execution.status !== 'success' || done.length !== items) {
			throw new Error(`${done.length} of ${items} items came through (${execution.status}): ${error?.message ?? ''}`);
		}
		return this.#tested.reduce((sum, name) => sum + runData[name][0].executionTime, 0);
	}

	async #latestExecution(): Promise<Execution> {
		const { api } = this.#bench.shop.n8n;
		const path = `/api/v1/executions?workflowId=${this.#id}&limit=1`;
		const id = await waitFor('the execution', async () => {
			const { data } = await api.request<{ data: Execution[] }>('GET', path);
			return data[0] && !UNFINISHED.has(data[0].status) && data[0].id;
		});
		return await api.getExecution(id);
	}
}

/** The node puts out the record, HTTP Request the whole answer. */
const isSuccess = (json: Record<string, unknown>): boolean => typeof json.trade_id === 'string' || json.status === true;
