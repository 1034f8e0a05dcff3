import type { Page } from 'playwright-core';
import type { INodeParameters } from 'n8n-workflow';

import type { N8nInstance } from '../../../tools/n8n/instance.mts';
import type { Workflow } from '../../../tools/n8n/workflows.mts';
import { furnish, type Furnishing } from '../../../tools/local-shop.mts';
import type { Shop } from '../../../tools/shop.mts';
import { openTestShop } from '../../e2e/harness/shop.mts';
import { startBrowser, type Browser } from './browser.mts';
import { startReceiver, type Receiver } from './receiver.mts';

/** The trigger of the examples that a person starts by a click. */
export const MANUAL_TRIGGER = "When clicking 'Execute workflow'";

/** How long a step may take on a machine that does other things as well: the editor is some 10 MB of JavaScript. */
const PATIENCE_MS = 60_000;

/** The canvas fits itself to the window in an animation. */
const SETTLE_MS = 1_500;

interface Size {
	width: number;
	height: number;
}

/** What `npm run sandbox -- --n8n` sets up, a payer's browser, and the shop's web site that the payer comes back to. */
export interface Counter extends Furnishing {
	shop: Shop;
	browser: Browser;
	site: Receiver;
	/** Opens a page: a path of the sandbox, or a whole address. */
	open: (address: string, size?: Size) => Promise<Page>;
	/** Opens a stored execution in n8n's editor, the owner logged in. */
	openExecution: (execution: { workflowId: string; id: string }, size?: Size) => Promise<Page>;
	close: () => Promise<void>;
}

/** Starts sandbox, n8n and browser, all on 127.0.0.1. */
export async function startCounter(): Promise<Counter> {
	const shop = await openTestShop();
	const furnishing = await furnish(shop);
	const site = await startReceiver();
	const browser = await startBrowser();
	browser.context.setDefaultTimeout(PATIENCE_MS);
	await logIn(browser, shop.n8n);
	const open: Counter['open'] = async (address, size) => {
		const page = await browser.context.newPage();
		if (size) await page.setViewportSize(size);
		await page.goto(new URL(address, shop.sandbox.url).href);
		return page;
	};
	return {
		...furnishing,
		shop,
		browser,
		site,
		open,
		openExecution: async ({ workflowId, id }, size) => {
			const page = await open(`${shop.n8n.url}/workflow/${workflowId}/executions/${id}`, size);
			await page.locator('[data-test-id="canvas-node"]').first().waitFor();
			await page.locator('[data-test-id="zoom-to-fit"]').click();
			await page.waitForTimeout(SETTLE_MS);
			return page;
		},
		close: async () => {
			await browser.close();
			await site.close();
			await shop.dispose();
		},
	};
}

async function logIn({ context }: Browser, { url, owner }: N8nInstance): Promise<void> {
	const data = { emailOrLdapLoginId: owner.email, password: owner.password };
	const response = await context.request.post(`${url}/rest/login`, { data });
	if (!response.ok()) throw new Error(`n8n refused the log-in: HTTP ${response.status()}`);
}

/** Sets parameters of one node. @throws Error if the workflow has no node of that name */
export function withParameters(workflow: Workflow, nodeName: string, parameters: INodeParameters): Workflow {
	if (!workflow.nodes.some(({ name }) => name === nodeName)) throw new Error(`"${workflow.name}" has no node "${nodeName}"`);
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.name === nodeName ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
		),
	};
}

/** Draws nodes from left to right, and what follows the outputs of the last but one below each other. */
export function laidOut(workflow: Workflow, columns: string[][]): Workflow {
	const position = (name: string): [number, number] => {
		const column = columns.findIndex((names) => names.includes(name));
		const row = columns[column].indexOf(name) - (columns[column].length - 1) / 2;
		return [column * 224, row * 176];
	};
	return { ...workflow, nodes: workflow.nodes.map((node) => ({ ...node, position: position(node.name) })) };
}
