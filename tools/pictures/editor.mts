import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { N8nInstance } from '../n8n/instance.mts';
import { PROJECT_FOLDER } from '../n8n/pack.mts';

export type Theme = 'light' | 'dark';

/** Keeps Chromium from calling home: pictures are made without a network. */
const CHROMIUM_FLAGS = [
	...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
	...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const LOAD_TIMEOUT_MS = 60_000;

/** Panels slide in; a picture taken on the way would be blurred. */
const ANIMATION_MS = 1_200;

/** n8n's editor in a real Chromium, to take pictures of. */
export class Editor {
	readonly page: Page;
	readonly #url: string;
	readonly #browser: Browser;

	/** Opens a browser and logs the owner in. */
	static async open(n8n: N8nInstance, theme: Theme): Promise<Editor> {
		const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
		const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
		const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: theme });
		await context.addInitScript((chosen) => localStorage.setItem('N8N_THEME', chosen), theme);
		await logIn(context, n8n);
		const page = await context.newPage();
		page.setDefaultTimeout(LOAD_TIMEOUT_MS);
		return new Editor(page, n8n.url, browser);
	}

	private constructor(page: Page, url: string, browser: Browser) {
		this.page = page;
		this.#url = url;
		this.#browser = browser;
	}

	/** Shows a workflow on the canvas, fitted to the window. */
	async showWorkflow(workflowId: string): Promise<void> {
		await this.page.goto(`${this.#url}/workflow/${workflowId}`);
		await this.page.locator('.vue-flow__node').first().waitFor();
		// The editor's own shortcut for "zoom to fit"; published builds of n8n have no test IDs.
		await this.page.keyboard.press('1');
		await this.#settle();
	}

	/** Shows a node's parameters. */
	async showNode(workflowId: string, nodeId: string): Promise<void> {
		await this.page.goto(`${this.#url}/workflow/${workflowId}/${nodeId}`);
		await this.page.getByText('Parameters', { exact: true }).first().waitFor();
		await this.#settle();
	}

	/** Shows an execution with the items of one of its nodes. */
	async showExecution(workflowId: string, executionId: string, nodeName: string): Promise<void> {
		await this.page.goto(`${this.#url}/workflow/${workflowId}/executions/${executionId}`);
		const canvas = this.page.frameLocator('iframe').first();
		const node = this.page.locator('.vue-flow__node').filter({ hasText: nodeName }).or(canvas.locator('.vue-flow__node').filter({ hasText: nodeName }));
		await node.first().dblclick();
		await this.#settle();
	}

	/** Shows the credential's form. */
	async showCredential(name: string): Promise<void> {
		await this.page.goto(`${this.#url}/home/credentials`);
		await this.page.getByText(name, { exact: true }).first().click();
		await this.page.getByText('Previous Secret Key').first().waitFor();
		await this.#settle();
	}

	/** Shows what a search in the node panel finds. */
	async searchNodes(text: string): Promise<void> {
		await this.page.goto(`${this.#url}/workflow/new`);
		await this.page.getByText('Add first step').first().click();
		await this.page.getByText('What triggers this workflow?').waitFor();
		await this.#settle();
		await this.#settle();
		await this.page.keyboard.type(text, { delay: 40 });
		await this.#settle();
	}

	/**
	 * Takes a picture of the window.
	 *
	 * @param name file name below docs/images, without `.png`
	 */
	async take(name: string): Promise<void> {
		const path = join(PROJECT_FOLDER, 'docs', 'images', `${name}.png`);
		mkdirSync(dirname(path), { recursive: true });
		await this.page.screenshot({ path });
	}

	async close(): Promise<void> {
		await this.#browser.close();
	}

	async #settle(): Promise<void> {
		await this.page.waitForTimeout(ANIMATION_MS);
	}
}

async function logIn(context: BrowserContext, { url, owner }: N8nInstance): Promise<void> {
	const response = await context.request.post(`${url}/rest/login`, {
		data: { emailOrLdapLoginId: owner.email, password: owner.password },
	});
	if (!response.ok()) throw new Error(`n8n refused the log-in: HTTP ${response.status()}`);
}
