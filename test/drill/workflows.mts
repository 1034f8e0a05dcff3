import type { INode, INodeParameters } from 'n8n-workflow';
import { readExample, webhookPath, withCredential, type CredentialReference, type Workflow } from '../../tools/n8n/workflows.mts';
import { addCredential, TRIGGER_TYPE } from '../../tools/shop.mts';
import { yabandPayNode } from '../e2e/harness/workflows.mts';
import { answerNode, graph, ifNode, pauseNode, tillNode } from './graph.mts';
import type { Kind } from './plan.mts';
import { GIFT_CARD } from './secrets.mts';
import type { Site } from './site.mts';

/** What keeps the books right, switched off on purpose: a drill that cannot fail proves nothing. */
export type Sabotage = 'deduplication' | 'stable request IDs';

/** Seconds that a node waits for the gateway's answer; a stall lasts longer. */
export const REQUEST_TIMEOUT_SECONDS = 3;

const BOOKING_EXAMPLE = 'pos-sale-to-erp.json';
const MISSED_EXAMPLE = 'pos-sale-to-erp-missed.json';
const BOOK = 'Book Sale';

/** As often as n8n lets a node try again, without the pause that a person would leave in between. */
const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1_000 };

/** The workflows of one shop, imported and active. */
export interface DrillWorkflows {
	/** The workflow that books what the others missed. */
	missed: string;
	/** Where the till asks for a sale of a kind. */
	tillUrl(kind: Kind): string;
	/** The table that the shop books into. */
	table: string;
}

const fromTill = (name: string): string => `={{ $('Till').first().json.body.${name} }}`;

const SALE = { amount: fromTill('amount'), currency: fromTill('currency'), order_id: fromTill('order_id'), description: fromTill('order_id') };
const OPTIONS = { request_timeout: REQUEST_TIMEOUT_SECONDS };
const START_ON_TERMINAL = { resource: 'posTerminal', operation: 'startSale', ...SALE };
const CREATE_LINK = { resource: 'onlinePayment', operation: 'create', sub_pay_method: 'Alipay', ...SALE };

/** The same sale asked for again by the till carries the same number, whichever execution it becomes. */
const TILL_REQUEST_ID = "={{ 'tillrequest' + $('Till').first().json.body.order_id }}";

/** A number that is another one at each try. */
const FRESH_REQUEST_ID = "={{ 'fresh' + $execution.id + 'x' + String(Math.random()).slice(2) }}";

const isPaid = "['paid'].includes($json.state)";

/** Waits in the execution that started the payment, and books it there. */
function waitAndBook(name: string, path: string, start: INode, credential: CredentialReference, book: INode): Workflow {
	const wait = { resource: 'order', operation: 'waitForPayment', trade_id: "={{ $('Start').first().json.trade_id }}", options: OPTIONS };
	const find = { resource: 'order', operation: 'find', order_id: fromTill('order_id'), options: OPTIONS };
	const nodes = [
		tillNode(path, 'responseNode'), start, answerNode(),
		ifNode('Trade ID Known?', "!!$('Start').first().json.trade_id"),
		yabandPayNode('Wait for Payment', credential, wait, RETRY),
		ifNode('Paid?', isPaid),
		// The answer with the trade_id was lost: only the order_id is left to ask with.
		yabandPayNode('Find', credential, find, RETRY),
		ifNode('Found?', '$json.found'),
		ifNode('Ask Again?', '$runIndex < 15'),
		pauseNode('Pause', 4),
		book,
	];
	return graph(name, nodes, [
		['Till', 0, 'Start'], ['Start', 0, 'Answer Till'], ['Answer Till', 0, 'Trade ID Known?'],
		['Trade ID Known?', 0, 'Wait for Payment'], ['Wait for Payment', 1, 'Paid?'], ['Paid?', 0, BOOK],
		['Trade ID Known?', 1, 'Find'], ['Find', 0, 'Found?'], ['Found?', 0, BOOK],
		['Found?', 1, 'Ask Again?'], ['Ask Again?', 0, 'Pause'], ['Pause', 0, 'Find'],
	]);
}

/** Starts a payment that the trigger's workflow books. */
const startOnly = (name: string, path: string, responseMode: 'onReceived' | 'lastNode', start: INode): Workflow =>
	graph(name, [tillNode(path, responseMode), start], [['Till', 0, 'Start']]);

function tillWorkflows(paths: Record<Kind, string>, yabandPay: CredentialReference, book: INode, sabotage?: Sabotage): Workflow[] {
	const start = (parameters: INodeParameters, settings: Partial<INode> = RETRY) =>
		yabandPayNode('Start', yabandPay, { options: OPTIONS, ...parameters } as INodeParameters, settings);
	const derived = sabotage === 'stable request IDs' ? { ...OPTIONS, request_id: FRESH_REQUEST_ID } : OPTIONS;
	const tills = { ...OPTIONS, request_id: TILL_REQUEST_ID };
	const thisExecution = { notify: 'thisExecution' };
	const giftCard = { resource: 'giftCard', operation: 'charge', ...SALE, cardnumber: GIFT_CARD, pincode: '={{ $env.DRILL_PIN }}' };
	const token = { resource: 'card', operation: 'chargeToken', ...SALE, payment_token_object: '={{ $env.DRILL_PAYMENT_TOKEN }}', '3ds_initiate': '02' };
	return [
		startOnly('Till: terminal', paths.posTrigger, 'onReceived', start({ ...START_ON_TERMINAL, options: derived })),
		waitAndBook('Till: terminal, wait', paths.posWait, start({ ...START_ON_TERMINAL, ...thisExecution, options: tills }), yabandPay, book),
		startOnly('Till: link', paths.linkTrigger, 'lastNode', start(CREATE_LINK)),
		waitAndBook('Till: link, wait', paths.linkWait, start({ ...CREATE_LINK, ...thisExecution }), yabandPay, book),
		// A gift card has no request_id, so a second try could charge a second time.
		startOnly('Till: gift card', paths.giftCard, 'onReceived', start(giftCard, {})),
		startOnly('Till: card', paths.cardToken, 'onReceived', start(token)),
	];
}

/** The booking node as the example has it, or for the table without a key and without "Skip on Conflict". */
function bookingNode(example: Workflow, isGuarded: boolean): INode {
	const book = example.nodes.find(({ name }) => name === BOOK);
	if (!book) throw new Error(`${BOOKING_EXAMPLE} has no node "${BOOK}"`);
	if (isGuarded) return book;
	const table = { __rl: true, mode: 'list', value: 'unguarded_sales' };
	return { ...book, parameters: { ...book.parameters, table, options: {} } };
}

const exchange = (workflow: Workflow, changed: INode): Workflow => ({
	...workflow,
	nodes: workflow.nodes.map((each) => (each.name === changed.name ? changed : each)),
});

/** The examples with this shop's credentials; with the trigger's memory off for a shop without deduplication. */
function bookingWorkflow(example: Workflow, book: INode, isGuarded: boolean): Workflow {
	const workflow = exchange(example, book);
	const trigger = workflow.nodes.find(({ type }) => type === TRIGGER_TYPE);
	if (!trigger || isGuarded) return workflow;
	return exchange(workflow, { ...trigger, parameters: { ...trigger.parameters, settings: { deduplicate: false } } });
}

/**
 * Imports and activates everything a shop needs, with webhooks of its own.
 *
 * @param name starts the paths of the tills' webhooks
 */
export async function setUpWorkflows(site: Site, name: string, sabotage?: Sabotage): Promise<DrillWorkflows> {
	const { api, webhookUrl } = { api: site.n8n.api, webhookUrl: (path: string) => site.n8n.webhookUrl(path) };
	const isGuarded = sabotage !== 'deduplication';
	const [example, missed] = [await readExample(BOOKING_EXAMPLE), await readExample(MISSED_EXAMPLE)];
	const trigger = example.nodes.find(({ type }) => type === TRIGGER_TYPE) as INode;
	// Two shops on one n8n need two addresses.
	const own = exchange(example, { ...trigger, webhookId: `${name}-notifications` });
	const notifyUrl = webhookUrl(webhookPath(own, trigger.name));
	const yabandPay = await addCredential({ ...site, dispose: site.dispose }, { notifyUrl }, `YabandPay ${name}`);
	const postgres = await api.createCredential({ name: `ERP ${name}`, type: 'postgres', data: site.erp.credential });
	const ready = (workflow: Workflow) => withCredential(withCredential(workflow, 'postgres', postgres), 'yabandPayApi', yabandPay);

	const book = bookingNode(example, isGuarded);
	const activate = async (workflow: Workflow, url: string) => await api.activateWorkflow(await api.createWorkflow(ready(workflow)), url);
	await activate(bookingWorkflow(own, book, isGuarded), notifyUrl);
	const kinds: Kind[] = ['posTrigger', 'posWait', 'linkTrigger', 'linkWait', 'giftCard', 'cardToken'];
	const paths = Object.fromEntries(kinds.map((kind) => [kind, `${name}-${kind}`])) as Record<Kind, string>;
	const tills = tillWorkflows(paths, yabandPay, book, sabotage);
	for (const [index, workflow] of tills.entries()) await activate(workflow, webhookUrl(paths[kinds[index]]));
	return {
		missed: await api.createWorkflow(ready(exchange(missed, { ...book, id: 'book-missed', position: [480, 0] }))),
		tillUrl: (kind) => webhookUrl(paths[kind]),
		table: isGuarded ? 'sales' : 'unguarded_sales',
	};
}
