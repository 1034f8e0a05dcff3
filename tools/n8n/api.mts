import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { waitFor, type WaitOptions } from '../wait-for.mts';
import type { Owner } from './environment.mts';
import type { Execution } from './executions.mts';
import type { CredentialReference, Workflow } from './workflows.mts';

const SCOPES = [
	...['credential:create', 'credential:delete', 'credential:list'],
	...['workflow:create', 'workflow:read', 'workflow:update', 'workflow:delete', 'workflow:list'],
	...['workflow:activate', 'workflow:deactivate'],
	...['execution:read', 'execution:list', 'execution:delete', 'execution:retry', 'execution:stop'],
];

/** Executions in these states go on by themselves. */
const UNFINISHED = new Set(['new', 'running']);

export interface NewCredential {
	name: string;
	/** The credential type, e.g. `yabandPayApi`. */
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** What a credential's test says in the editor. */
export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** n8n's public API, and the two calls that only the editor's own API has: test a credential, run a workflow. */
export class N8nApi {
	readonly #url: string;
	readonly #headers: { cookie: string; 'x-n8n-api-key'?: string };

	/**
	 * Logs in and makes an API key.
	 *
	 * @param url n8n's address without a slash at the end
	 */
	static async login(url: string, owner: Owner): Promise<N8nApi> {
		const response = await fetch(`${url}/rest/login`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ emailOrLdapLoginId: owner.email, password: owner.password }),
		});
		if (!response.ok) throw new Error(`n8n refused the log-in: HTTP ${response.status} ${await response.text()}`);
		const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
		const api = new N8nApi(url, { cookie });
		const label = `tools ${Date.now()}`;
		// n8n refuses the whole list for one scope that this version does not have.
		const { data: known } = await api.request<{ data: string[] }>('GET', '/rest/api-keys/scopes');
		const scopes = SCOPES.filter((scope) => known.includes(scope));
		const key = await api.#rest<{ rawApiKey: string }>('api-keys', { label, expiresAt: null, scopes });
		return new N8nApi(url, { cookie, 'x-n8n-api-key': key.rawApiKey });
	}

	private constructor(url: string, headers: { cookie: string; 'x-n8n-api-key'?: string }) {
		this.#url = url;
		this.#headers = headers;
	}

	async createCredential(credential: NewCredential): Promise<CredentialReference> {
		const { id, name } = await this.request<CredentialReference>('POST', '/api/v1/credentials', credential);
		return { id, name };
	}

	/** Saves a credential and runs its test, as the editor does. */
	async testCredential(credential: NewCredential): Promise<CredentialTestResult> {
		const { id } = await this.createCredential(credential);
		return await this.#rest('credentials/test', { credentials: { ...credential, id } });
	}

	/** @returns the new workflow's ID */
	async createWorkflow(workflow: Workflow): Promise<string> {
		const { id } = await this.request<{ id: string }>('POST', '/api/v1/workflows', workflow);
		return id;
	}

	/**
	 * Publishes a workflow.
	 *
	 * @param webhookUrl of one of its webhooks: then this waits until n8n serves it, a moment after the activation
	 */
	async activateWorkflow(id: string, webhookUrl?: string): Promise<void> {
		await this.request('POST', `/api/v1/workflows/${id}/activate`, {});
		if (webhookUrl) await waitFor(`${webhookUrl} to be served`, async () => await isServed(webhookUrl));
	}

	async deactivateWorkflow(id: string): Promise<void> {
		await this.request('POST', `/api/v1/workflows/${id}/deactivate`);
	}

	/**
	 * Presses the editor's "Execute workflow".
	 *
	 * @param triggerName the name of the manual trigger node
	 * @returns the execution's ID
	 */
	async runWorkflow(id: string, triggerName: string): Promise<string> {
		const start = { triggerToStartFrom: { name: triggerName } };
		const { executionId } = await this.#rest<{ executionId: string }>(`workflows/${id}/run`, start);
		return executionId;
	}

	/** Runs a workflow and waits until the execution has ended or waits for something. */
	async runWorkflowToEnd(id: string, triggerName: string, options?: WaitOptions): Promise<Execution> {
		return await this.waitForExecution(await this.runWorkflow(id, triggerName), options);
	}

	/** Every stored execution of a workflow, the newest first, with its data; those that are running are among them. */
	async getExecutions(workflowId: string): Promise<Execution[]> {
		// n8n lists running executions only when asked for just these. One that ends between the two calls is in both lists.
		const running = await this.#listExecutions({ workflowId, status: 'running' });
		const ended = await this.#listExecutions({ workflowId });
		const byId = new Map([...running, ...ended].map((execution) => [execution.id, execution]));
		return [...byId.values()].sort((left, right) => Number(right.id) - Number(left.id));
	}

	async #listExecutions(filter: Record<string, string>): Promise<Execution[]> {
		const executions: Execution[] = [];
		let cursor: string | null = '';
		do {
			const query = new URLSearchParams({ ...filter, includeData: 'true', limit: '250', ...(cursor && { cursor }) });
			const page: { data: Execution[]; nextCursor: string | null } = await this.request(
				'GET',
				`/api/v1/executions?${query}`,
			);
			executions.push(...page.data);
			cursor = page.nextCursor;
		} while (cursor);
		return executions;
	}

	async getExecution(id: string): Promise<Execution> {
		return await this.request('GET', `/api/v1/executions/${id}?includeData=true`);
	}

	/** Waits until an execution has ended or waits for something. */
	async waitForExecution(id: string, options?: WaitOptions): Promise<Execution> {
		return await waitFor(
			`execution ${id} to end`,
			async () => {
				const execution = await this.getExecution(id);
				return !UNFINISHED.has(execution.status) && execution;
			},
			options,
		);
	}

	/** Waits until a workflow has at least `count` executions and none of them is still running. */
	async waitForExecutions(workflowId: string, count: number, options?: WaitOptions): Promise<Execution[]> {
		return await waitFor(
			`${count} executions of workflow ${workflowId}`,
			async () => {
				const executions = await this.getExecutions(workflowId);
				return executions.length >= count && !executions.some(({ status }) => UNFINISHED.has(status)) && executions;
			},
			options,
		);
	}

	/**
	 * Any call of n8n's API, for what has no method here.
	 *
	 * @param path from the first slash on, e.g. `/api/v1/workflows`
	 * @returns the parsed answer
	 * @throws Error with n8n's answer if its status is not 2xx
	 */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(this.#url + path, {
			method,
			headers: { ...this.#headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n answered ${method} ${path} with HTTP ${response.status}: ${text}`);
		return (text ? JSON.parse(text) : undefined) as T;
	}

	async #rest<T>(path: string, body: unknown): Promise<T> {
		const { data } = await this.request<{ data: T }>('POST', `/rest/${path}`, body);
		return data;
	}
}

/** Asks with a method that no webhook here has: n8n's 404 then says whether it knows the path, and no node runs. */
async function isServed(webhookUrl: string): Promise<boolean> {
	const response = await fetch(webhookUrl, { method: 'PUT' });
	return (await response.text()).includes('Did you mean');
}
