import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { NewCredential } from '../../../tools/n8n/api.mts';
import { jsonOf, type Execution } from '../../../tools/n8n/executions.mts';
import { PROJECT_FOLDER } from '../../../tools/n8n/pack.mts';
import { readExample, withCredential, type CredentialReference, type Workflow } from '../../../tools/n8n/workflows.mts';
import { credentialData, CREDENTIAL_TYPE, exampleWebhookUrl, type Shop } from '../../../tools/shop.mts';
import { waitFor } from '../../../tools/wait-for.mts';
import { openTestShop } from '../harness/shop.mts';
import { ErpDatabase } from './erp-database.mts';
import { Mailbox } from './mailbox.mts';
import { startOdoo, type Odoo } from './odoo.mts';

/** The trigger of the examples that a person starts by a click. */
export const MANUAL_TRIGGER = "When clicking 'Execute workflow'";

/** What the shop's checkout sends along, so that nobody else can call the gift card workflow. */
export const CHECKOUT_KEY = { name: 'x-checkout-key', value: 'only the checkout knows this' };

type Changes = Record<string, INodeParameters>;

/** Every example of examples/. */
export async function exampleFiles(): Promise<string[]> {
	const files = await readdir(join(PROJECT_FOLDER, 'examples'));
	return files.filter((file) => file.endsWith('.json')).toSorted();
}

/** One n8n, the sandbox, and on this machine everything else that the examples talk to: mail, ERP database, Odoo. */
export class Stage {
	readonly shop: Shop;
	readonly mailbox: Mailbox;
	readonly odoo: Odoo;
	readonly erp: ErpDatabase;
	readonly #credentials: Map<string, CredentialReference>;

	static async open(): Promise<Stage> {
		const [mailbox, odoo, erp, shop] = await Promise.all([
			Mailbox.open(),
			startOdoo(),
			ErpDatabase.open(),
			// n8n's own default is New York: yesterday would be another day than the database's.
			openTestShop({ notificationRetryDelays: [200, 500, 1_000, 2_000] }, { GENERIC_TIMEZONE: 'UTC' }),
		]);
		const notifyUrl = await exampleWebhookUrl(shop, 'pos-sale-paid.json');
		const { url } = odoo;
		const all: NewCredential[] = [
			{ name: 'YabandPay account', type: CREDENTIAL_TYPE, data: credentialData(shop.sandbox, { notifyUrl }) },
			{ name: 'SMTP account', type: 'smtp', data: { host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true } },
			{ name: 'Odoo account', type: 'odooApi', data: { url, username: 'n8n', password: 'n8n', db: 'shop' } },
			{ name: 'Checkout key', type: 'httpHeaderAuth', data: CHECKOUT_KEY },
			erp.credential,
		];
		const credentials = new Map<string, CredentialReference>();
		for (const each of all) credentials.set(each.type, await shop.n8n.api.createCredential(each));
		return new Stage({ shop, mailbox, odoo, erp, credentials });
	}

	private constructor(parts: Pick<Stage, 'shop' | 'mailbox' | 'odoo' | 'erp'> & { credentials: Map<string, CredentialReference> }) {
		this.shop = parts.shop;
		this.mailbox = parts.mailbox;
		this.odoo = parts.odoo;
		this.erp = parts.erp;
		this.#credentials = parts.credentials;
	}

	/**
	 * Imports an example and chooses its credentials, as its user does.
	 *
	 * @param changes other parameters for some of its nodes, by name
	 * @returns the workflow's ID
	 */
	async import(file: string, changes: Changes = {}): Promise<string> {
		let workflow: Workflow = await readExample(file);
		for (const [type, credential] of this.#credentials) workflow = withCredential(workflow, type, credential);
		const unknown = Object.keys(changes).filter((name) => !workflow.nodes.some((node) => node.name === name));
		if (unknown.length > 0) throw new Error(`${file} has no node ${unknown.join(', ')}`);
		const nodes = workflow.nodes.map((node) => ({ ...node, parameters: { ...node.parameters, ...changes[node.name] } }));
		return await this.shop.n8n.api.createWorkflow({ ...workflow, nodes });
	}

	/** Imports an example and activates it, its YabandPay Trigger being served. */
	async activate(file: string, changes: Changes = {}): Promise<string> {
		const id = await this.import(file, changes);
		await this.shop.n8n.api.activateWorkflow(id, await exampleWebhookUrl(this.shop, file));
		return id;
	}

	/** Imports an example and runs it until it has ended or waits. */
	async run(file: string, changes: Changes = {}, trigger = MANUAL_TRIGGER): Promise<Execution> {
		return await this.shop.n8n.api.runWorkflowToEnd(await this.import(file, changes), trigger);
	}

	/**
	 * Sells something on the terminal by the example "POS sale" and has the payer pay.
	 *
	 * @param notifyUrl where the gateway reports it
	 * @returns the trade_id
	 */
	async sell(notifyUrl: string, amount = '12.50'): Promise<string> {
		const execution = await this.run('pos-sale.json', { 'Start Sale': { notify_url: notifyUrl, amount } });
		const trade_id = jsonOf(execution, 'Start Sale')[0].trade_id as string;
		this.shop.sandbox.decide(trade_id, 'pay');
		return trade_id;
	}

	/** Waits until an execution has ended for good. */
	async ended(id: string): Promise<Execution> {
		return await waitFor(`execution ${id} to end`, async () => {
			const execution = await this.shop.n8n.api.getExecution(id);
			return !['new', 'running', 'waiting'].includes(execution.status) && execution;
		});
	}

	async close(): Promise<void> {
		await this.shop.dispose();
		await this.erp.close();
		this.mailbox.close();
		this.odoo.close();
	}
}
