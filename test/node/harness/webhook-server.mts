import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import type { Request, Response } from 'express';
import type { INode, IRunExecutionData, IWebhookData, IWebhookResponseData, Workflow } from 'n8n-workflow';
import { createAdditionalData } from './additional-data.mts';
import type { Execution } from './execution.mts';
import { parseBody, prepareBody, UnprocessableBody } from './incoming-body.mts';
import { core } from './n8n-core.mts';
import type { SavedWorkflow } from './saved-workflow.mts';
import type { TestInstance } from './test-instance.mts';
import { describeWebhook } from './webhook-description.mts';

/** One call of a node's `webhook()`. */
export interface WebhookCall {
	node: string;
	/** what it returned; undefined when it threw */
	result?: IWebhookResponseData;
	/** what it threw: n8n answers 500 and records a failed execution */
	error?: Error;
}

interface Registration {
	saved: SavedWorkflow;
	node: string;
}

/**
 * The webhook side of a {@link TestInstance}: a real express server on 127.0.0.1 that hands requests to nodes' `webhook()`
 * in n8n-core's WebhookContext and answers in the way n8n 2.41 does, with trigger URLs and the resume URLs of waiting
 * executions.
 */
export class WebhookServer {
	/** every call of a `webhook()` so far */
	readonly calls: WebhookCall[] = [];

	private readonly instance: TestInstance;

	private readonly app = express();

	private readonly server: Server;

	private readonly registrations = new Map<string, Registration>();

	private readonly running = new Set<Promise<unknown>>();

	private constructor(instance: TestInstance) {
		this.instance = instance;
		const app = this.app;
		app.disable('x-powered-by');
		app.use(async (req, res) => await this.answer(req, res));
		this.server = app.listen(0, '127.0.0.1');
	}

	/** Starts listening on a free port and tells the instance its base URL. */
	static async start(instance: TestInstance): Promise<WebhookServer> {
		const webhooks = new WebhookServer(instance);
		await once(webhooks.server, 'listening');
		instance.baseUrl = `http://127.0.0.1:${(webhooks.server.address() as AddressInfo).port}`;
		return webhooks;
	}

	/** Takes the caller's address from X-Forwarded-For, behind that many proxies: n8n's N8N_PROXY_HOPS. */
	trustProxies(hops: number): void {
		this.app.set('trust proxy', hops);
	}

	/** Stops listening, after the executions that calls have started. */
	async close(): Promise<void> {
		await this.settled();
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** Waits for the executions that calls have started, and for those started meanwhile. */
	async settled(): Promise<void> {
		while (this.running.size > 0) await Promise.allSettled(this.running);
	}

	/**
	 * Publishes a workflow.
	 *
	 * @param saved a workflow with one webhook trigger
	 * @returns the production URL of its trigger
	 */
	activate(saved: SavedWorkflow): string {
		const workflow = this.instance.createWorkflow(saved, true);
		for (const node of Object.values(workflow.nodes)) {
			const webhook = describeWebhook(workflow, node, false);
			if (webhook === undefined) continue;
			this.registrations.set(`/webhook/${webhook.path}`, { saved, node: node.name });
			return `${this.instance.baseUrl}/webhook/${webhook.path}`;
		}
		throw new Error(`Workflow "${saved.name}" has no webhook trigger`);
	}

	private async answer(req: Request, res: Response): Promise<void> {
		try {
			prepareBody(req);
			const waiting = /^\/webhook-waiting\/(\w+)$/.exec(req.path);
			if (waiting !== null) await this.resume(waiting[1], req, res);
			else await this.trigger(req, res);
		} catch (error) {
			if (!(error instanceof UnprocessableBody)) throw error;
			res.status(422).json({ code: 0, message: error.message });
		}
	}

	private async trigger(req: Request, res: Response): Promise<void> {
		const registration = this.registrations.get(req.path);
		if (registration === undefined || req.method !== 'POST') {
			res.status(404).json({ code: 404, message: 'The requested webhook is not registered.' });
			return;
		}
		const { saved, node } = registration;
		await this.call(this.instance.createWorkflow(saved, true), node, req, res, {
			onData: async (main) => await this.instance.startFromWebhook(saved, node, main),
		});
	}

	private async resume(id: string, req: Request, res: Response): Promise<void> {
		const execution = this.instance.executions.find((candidate) => candidate.id === id);
		if (execution === undefined) {
			res.status(404).json({ code: 404, message: `The execution "${id}" does not exist.` });
		} else if (req.query.signature !== execution.data.resumeToken) {
			res.status(401).json({ error: 'Invalid token' });
		} else if (execution.status !== 'waiting') {
			res.status(409).json({ code: 409, message: `The execution "${id} has finished already.` });
		} else {
			await this.callWaitingNode(execution, req, res);
		}
	}

	private async callWaitingNode(execution: Execution, req: Request, res: Response): Promise<void> {
		const data = this.instance.dataForResuming(execution);
		const node = data.resultData.lastNodeExecuted ?? '';
		await this.call(this.instance.createWorkflow(execution.saved), node, req, res, {
			execution,
			data,
			onData: async (main) => await this.instance.resumeFromWebhook(execution, data, main),
		});
	}

	private async call(workflow: Workflow, nodeName: string, req: Request, res: Response, target: CallTarget): Promise<void> {
		const node = workflow.nodes[nodeName];
		const webhook = describeWebhook(workflow, node, target.execution !== undefined);
		if (webhook === undefined) {
			res.status(404).json({ code: 404, message: `Node "${nodeName}" has no such webhook.` });
			return;
		}
		// A node of version 1 with this option reads the body itself.
		if (!(node.parameters.options as { binaryData?: boolean } | undefined)?.binaryData) await parseBody(req);
		const call: WebhookCall = { node: nodeName };
		this.calls.push(call);
		const { staticData } = workflow;
		try {
			call.result = await this.runWebhook(workflow, node, webhook, req, res, target);
		} catch (error) {
			call.error = error as Error;
			res.status(500).json({ code: 0, message: 'Error in workflow' });
			return;
		}
		if (call.result.workflowData !== undefined) {
			// n8n writes the execution to its database first: other calls come in between.
			await sleep(5);
			this.instance.shareStaticData(workflow, staticData);
		}
		this.instance.saveStaticData(workflow);
		if (target.execution !== undefined && call.result.workflowData !== undefined && target.execution.status !== 'waiting') {
			res.status(409).json({ code: 409, message: `The execution "${target.execution.id}" is running already.` });
			return;
		}
		this.conclude(call.result, webhook, res, target);
	}

	private async runWebhook(
		workflow: Workflow,
		node: INode,
		webhook: IWebhookData,
		req: Request,
		res: Response,
		{ execution, data }: CallTarget,
	): Promise<IWebhookResponseData> {
		const mode = execution?.mode ?? 'webhook';
		const identity = { executionId: execution?.id, mode, baseUrl: this.instance.baseUrl };
		const additionalData = createAdditionalData(this.instance.credentials, identity);
		Object.assign(additionalData, { httpRequest: req, httpResponse: res });
		await workflow.expression.acquireIsolate();
		try {
			const context = new core.WebhookContext(workflow, node, additionalData, mode, webhook, [], data ?? null);
			const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			return await type.webhook!.call(context);
		} finally {
			await workflow.expression.releaseIsolate();
		}
	}

	/** Starts or resumes the execution and answers, in n8n's order for `responseMode: 'onReceived'`. */
	private conclude(result: IWebhookResponseData, webhook: IWebhookData, res: Response, { onData }: CallTarget): void {
		const answered = result.noWebhookResponse === true;
		if (result.workflowData !== undefined) this.track(onData(result.workflowData as never));
		if (answered) return;
		const { responseData } = webhook.webhookDescription;
		const started = result.workflowData !== undefined;
		const body = (started ? (responseData ?? 'firstEntryJson') : '') || result.webhookResponse;
		if (typeof body === 'string') res.send(body);
		else res.json(body ?? { message: started ? 'Workflow was started' : 'Webhook call received' });
	}

	private track(execution: Promise<unknown>): void {
		const tracked: Promise<unknown> = execution.finally(() => this.running.delete(tracked));
		this.running.add(tracked);
	}
}

interface CallTarget {
	execution?: Execution;
	data?: IRunExecutionData;
	onData: (main: NonNullable<IWebhookResponseData['workflowData']>) => Promise<unknown>;
}
