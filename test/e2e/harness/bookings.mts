import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { post, type WebhookAnswer } from '../../node/harness/post.mts';
import { jsonOf, type Execution } from '../../../tools/n8n/executions.mts';
import type { CredentialReference } from '../../../tools/n8n/workflows.mts';
import type { Shop } from '../../../tools/shop.mts';
import { chain, node, triggerNode } from './workflows.mts';

const BOOK = 'Book';

/** A published workflow in a real n8n: YabandPay Trigger → Book. */
export class Bookings {
	readonly workflow: string;

	readonly url: string;

	readonly trigger: INode;

	readonly #shop: Shop;

	private constructor(shop: Shop, trigger: INode, workflow: string) {
		this.#shop = shop;
		this.trigger = trigger;
		this.workflow = workflow;
		this.url = shop.n8n.webhookUrl(`${trigger.webhookId}/webhook`);
	}

	/** Creates the workflow and waits until n8n serves its webhook. */
	static async publish(
		shop: Shop,
		credential: CredentialReference,
		parameters: INodeParameters = {},
		after: INode = node(BOOK, 'n8n-nodes-base.noOp'),
	): Promise<Bookings> {
		const trigger = triggerNode('YabandPay Trigger', credential, parameters);
		const workflow = await shop.n8n.api.createWorkflow(chain('Book payments', [trigger, { ...after, name: BOOK }]));
		const bookings = new Bookings(shop, trigger, workflow);
		await shop.n8n.api.activateWorkflow(workflow, bookings.url);
		return bookings;
	}

	/** Calls the production URL with these very bytes. */
	async post(
		body: string | Uint8Array<ArrayBuffer>,
		contentType?: string | null,
		headers?: Readonly<Record<string, string>>,
	): Promise<WebhookAnswer> {
		return await post(this.url, body, contentType, headers);
	}

	/** Every stored execution, the oldest first. */
	async executions(): Promise<Execution[]> {
		return (await this.#shop.n8n.api.getExecutions(this.workflow)).toReversed();
	}

	/** What reached the workflow, the oldest first, once there are as many executions and none is running. */
	async booked(count: number): Promise<IDataObject[]> {
		await this.#shop.n8n.api.waitForExecutions(this.workflow, count, { timeoutMs: 60_000, everyMs: 250 });
		return (await this.executions()).flatMap((execution) => jsonOf(execution, BOOK));
	}
}
