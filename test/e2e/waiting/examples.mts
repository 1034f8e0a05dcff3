import { expect } from 'vitest';
import type { INode, INodeParameters } from 'n8n-workflow';
import { jsonOf, type Execution } from '../../../tools/n8n/executions.mts';
import { readExample, withCredential, type CredentialReference, type Workflow } from '../../../tools/n8n/workflows.mts';
import { CREDENTIAL_TYPE, type Shop } from '../../../tools/shop.mts';
import { node } from '../harness/workflows.mts';
import { startErp, type Erp } from './erp.mts';
import { runsOf, WaitingExecution } from './waiting-execution.mts';
import { within } from './workflow.mts';

const MANUAL_TRIGGER = "When clicking 'Execute workflow'";

/** In place of sending a mail: puts out what would be sent, as little of the payment in it as a mail server's answer has. */
function withoutMail(each: INode): INode {
	if (each.type !== 'n8n-nodes-base.emailSend') return each;
	const assignments = ['toEmail', 'subject', 'text'].map((name) => ({ id: name, name, type: 'string', value: each.parameters[name] as string }));
	const { name, position } = each;
	return node(name, 'n8n-nodes-base.set', { typeVersion: 3.4, position, parameters: { assignments: { assignments }, options: {} } });
}

const withParameters = (workflow: Workflow, nodeName: string, parameters: INodeParameters): Workflow => ({
	...workflow,
	nodes: workflow.nodes.map((each) => (each.name === nodeName ? { ...each, parameters: { ...each.parameters, ...parameters } } : each)),
});

/** The example workflows that wait, under way: each once for every way it can go. */
export class WaitingExamples {
	readonly erp: Erp;
	readonly links = {} as Record<'paid' | 'declined' | 'lost' | 'reminded', WaitingExecution>;
	readonly sales = {} as Record<'paid' | 'declined' | 'lost' | 'open', WaitingExecution>;
	readonly #shop: Shop;

	/** Starts them all, and has happen what does not depend on a limit. */
	static async begin(shop: Shop, credential: CredentialReference): Promise<WaitingExamples> {
		const examples = new WaitingExamples(shop, await startErp());
		const read = async (file: string): Promise<Workflow> => withCredential(await readExample(file), CREDENTIAL_TYPE, credential);
		const link = await read('payment-link-wait.json');
		const mailless = { ...link, nodes: link.nodes.map(withoutMail) };
		const sale = withParameters(await read('pos-sale-wait-erp.json'), 'Book into ERP', { url: examples.erp.url });
		const start = async (workflow: Workflow, wait: INodeParameters = {}): Promise<WaitingExecution> =>
			await WaitingExecution.begin(shop, withParameters(workflow, 'Wait for Payment', wait), MANUAL_TRIGGER);

		const once = { limit: 'date', limit_date: "={{ $now.plus($runIndex === 0 ? 3 : 3600, 'seconds').toISO() }}" };
		examples.links.reminded = await start(mailless, once);
		examples.links.lost = await start(mailless, within(3));
		examples.links.paid = await start(mailless);
		examples.links.declined = await start(mailless);
		examples.sales.open = await start(sale, within(3));
		examples.sales.lost = await start(sale, within(3));
		examples.sales.paid = await start(sale);
		examples.sales.declined = await start(sale);

		await examples.#loseNotificationAndPay(examples.links.lost, 'Create Payment Link');
		await examples.#loseNotificationAndPay(examples.sales.lost, 'Start Sale');
		shop.sandbox.decide(await examples.links.paid.tradeId('Create Payment Link'), 'pay');
		shop.sandbox.decide(await examples.links.declined.tradeId('Create Payment Link'), 'decline');
		shop.sandbox.decide(await examples.sales.paid.tradeId('Start Sale'), 'pay');
		shop.sandbox.decide(await examples.sales.declined.tradeId('Start Sale'), 'decline');
		return examples;
	}

	private constructor(shop: Shop, erp: Erp) {
		this.#shop = shop;
		this.erp = erp;
	}

	async #loseNotificationAndPay(waiting: WaitingExecution, creator: string): Promise<void> {
		this.#shop.sandbox.addFault({ kind: 'notification_never', count: 1 });
		this.#shop.sandbox.decide(await waiting.tradeId(creator), 'pay');
	}
}

/** Asserts how often each of some nodes has run. */
export function expectRuns(execution: Execution, runs: Record<string, number>): void {
	expect(execution.status).toBe('success');
	const seen = Object.fromEntries(Object.keys(runs).map((name) => [name, runsOf(execution, name)]));
	expect(seen).toEqual(runs);
}

/** The one mail that a node would have sent. */
export function mailOf(execution: Execution, nodeName: string): { toEmail: string; subject: string; text: string } {
	const [mail, ...others] = jsonOf(execution, nodeName);
	expect(others).toEqual([]);
	return mail as { toEmail: string; subject: string; text: string };
}
