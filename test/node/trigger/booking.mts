import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { post, type WebhookAnswer } from '../harness/post.mts';
import { readWorkflow, type SavedWorkflow } from '../harness/saved-workflow.mts';
import { TestInstance } from '../harness/test-instance.mts';
import { WebhookServer } from '../harness/webhook-server.mts';
import { KEY } from './notifications.mts';

export interface BookingOptions {
	/** the credential's values; default: the tests' key */
	credential?: Record<string, string>;
	/** the trigger's parameters as saved */
	parameters?: INodeParameters;
}

let count = 0;

/** An n8n with one published workflow, YabandPay Trigger → Book, whose trigger has seen nothing yet. */
export class Booking {
	readonly instance: TestInstance;

	readonly webhooks: WebhookServer;

	readonly saved: SavedWorkflow;

	readonly url: string;

	private constructor(instance: TestInstance, webhooks: WebhookServer, parameters: INodeParameters) {
		this.instance = instance;
		this.webhooks = webhooks;
		this.saved = readWorkflow('book-payments');
		// The trigger remembers per workflow what it has seen.
		this.saved.id = `wfBookPayments${(count += 1)}`;
		this.saved.nodes[0].parameters = parameters;
		this.url = webhooks.activate(this.saved);
	}

	/** Starts one; close it after the test. */
	static async open({ credential = { secretKey: KEY }, parameters = {} }: BookingOptions = {}): Promise<Booking> {
		const instance = new TestInstance({ 'YabandPay account': { uid: '016683', ...credential } });
		return new Booking(instance, await WebhookServer.start(instance), parameters);
	}

	/** Calls the trigger's production URL with these very bytes. */
	async post(
		body: string | Uint8Array<ArrayBuffer>,
		contentType?: string | null,
		headers?: Readonly<Record<string, string>>,
	): Promise<WebhookAnswer> {
		return await post(this.url, body, contentType, headers);
	}

	/** The items that reached the workflow, over all executions. */
	async items(): Promise<IDataObject[]> {
		await this.webhooks.settled();
		return this.instance.executions.flatMap((execution) => execution.json('Book'));
	}

	/** What the trigger's code has thrown: nothing, ever. */
	get thrown(): Error[] {
		return this.webhooks.calls.flatMap(({ error }) => error ?? []);
	}

	/** What n8n has stored for the trigger between two calls. */
	get remembered(): Record<string, string> {
		const { staticData } = this.instance.createWorkflow(this.saved);
		const node = staticData['node:YabandPay Trigger'] as { seen?: Record<string, string> } | undefined;
		return node?.seen ?? {};
	}

	async close(): Promise<void> {
		await this.webhooks.close();
	}
}
