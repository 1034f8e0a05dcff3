import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, selectors, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import type { N8nInstance } from '../n8n/instance.mts';
import { PROJECT_FOLDER } from '../n8n/pack.mts';

export type Theme = 'light' | 'dark';

/** What a picture is taken of: the window, or a part of it in twice the resolution. */
export interface Motif {
	part?: Locator;
	/** How much of what is around the part is on the picture too, in pixels of the window; none by default. */
	margin?: number;
}

/** Keeps Chromium from calling home: pictures are made without a network. */
const CHROMIUM_FLAGS = [
	...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
	...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const LOAD_TIMEOUT_MS = 60_000;

/** Panels slide in; a picture taken on the way would be blurred. */
const ANIMATION_MS = 1_200;

const WINDOW = { width: 1280, height: 900 };

/** Lower than any form, so that a form always overflows it and tells its height. */
const LOW_WINDOW = { ...WINDOW, height: 400 };

/** n8n's editor in a real Chromium, to take pictures of. */
export class Editor {
	readonly #page: Page;
	readonly #url: string;
	readonly #browser: Browser;

	/** Opens a browser and logs the owner in. */
	static async open(n8n: N8nInstance, theme: Theme): Promise<Editor> {
		const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
		const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
		try {
			const context = await browser.newContext({ viewport: WINDOW, deviceScaleFactor: 2, colorScheme: theme });
			await context.addInitScript((chosen) => localStorage.setItem('N8N_THEME', chosen), theme);
			await logIn(context, n8n);
			selectors.setTestIdAttribute('data-test-id');
			const page = await context.newPage();
			page.setDefaultTimeout(LOAD_TIMEOUT_MS);
			return new Editor(page, n8n.url, browser);
		} catch (error) {
			await browser.close();
			throw error;
		}
	}

	private constructor(page: Page, url: string, browser: Browser) {
		this.#page = page;
		this.#url = url;
		this.#browser = browser;
	}

	/** Shows a workflow on the canvas, fitted to the window. */
	async showWorkflow(workflowId: string): Promise<Motif> {
		await this.#openWorkflow(workflowId);
		await this.#part('zoom-to-fit').click();
		return await this.#settled();
	}

	/** Shows a node as a person sees it who has just opened it. */
	async showNode(workflowId: string, nodeId: string): Promise<Motif> {
		await this.#goTo(`workflow/${workflowId}/${nodeId}`);
		await this.#part('node-parameters').waitFor();
		return await this.#settled();
	}

	/** Shows a node's options and nothing else. */
	async showOptions(workflowId: string, nodeId: string): Promise<Motif> {
		await this.showForm(workflowId, nodeId);
		return { part: this.#page.locator('.multi-parameter').filter({ hasText: 'Options' }).last(), margin: 12 };
	}

	/** Shows a node's whole form and nothing else, in a window as high as the form needs. */
	async showForm(workflowId: string, nodeId: string): Promise<Motif> {
		await this.#goTo(`workflow/${workflowId}/${nodeId}`, LOW_WINDOW);
		const form = this.#part('node-parameters');
		await form.waitFor();
		await this.#settled();
		const hidden = await form.evaluate((element) => element.scrollHeight - element.clientHeight);
		await this.#page.setViewportSize({ ...LOW_WINDOW, height: LOW_WINDOW.height + hidden });
		await this.#settled();
		return { part: this.#page.locator('.node-settings') };
	}

	/** Shows the items that a node put out in a stored execution. */
	async showExecution(workflowId: string, executionId: string, nodeName: string): Promise<Motif> {
		await this.#goTo(`workflow/${workflowId}/executions/${executionId}`);
		await this.#part('canvas-node').filter({ hasText: nodeName }).first().dblclick();
		await this.#part('output-panel').getByTestId('radio-button-json').click();
		return await this.#settled();
	}

	/** Shows the credential's form. */
	async showCredential(name: string): Promise<Motif> {
		await this.#goTo('home/credentials');
		await this.#page.getByText(name, { exact: true }).first().click();
		await this.#page.getByText('Previous Secret Key').first().waitFor();
		return await this.#settled();
	}

	/** Shows what a search in the node panel finds for a workflow that has a trigger already. */
	async searchNodes(workflowId: string, text: string): Promise<Motif> {
		await this.#openWorkflow(workflowId);
		await this.#part('node-creator-plus-button').click();
		await this.#part('node-creator-search-bar').fill(text);
		await this.#part('node-creator-action-item').first().waitFor();
		return await this.#settled();
	}

	/** Shows the actions that the node panel offers for the first node it finds. */
	async showActions(workflowId: string, text: string): Promise<Motif> {
		await this.searchNodes(workflowId, text);
		await this.#part('node-creator-action-item').first().click();
		await this.#part('node-creator-category-item').first().waitFor();
		await this.#settled();
		return { part: this.#part('node-creator') };
	}

	/**
	 * Takes a picture.
	 *
	 * @param name file name below docs/images, without `.png`
	 */
	async take(name: string, { part, margin = 0 }: Motif): Promise<void> {
		const path = join(PROJECT_FOLDER, 'docs', 'images', `${name}.png`);
		mkdirSync(dirname(path), { recursive: true });
		if (!part) {
			await this.#page.screenshot({ path, scale: 'css' });
			return;
		}
		const box = await part.boundingBox();
		if (!box) throw new Error(`${name}: what is to be pictured is not visible`);
		const clip = { x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin, height: box.height + 2 * margin };
		await this.#page.screenshot({ path, clip, scale: 'device' });
	}

	async close(): Promise<void> {
		await this.#browser.close();
	}

	#part(testId: string): Locator {
		return this.#page.getByTestId(testId);
	}

	async #goTo(path: string, size = WINDOW): Promise<void> {
		await this.#page.setViewportSize(size);
		await this.#page.goto(`${this.#url}/${path}`);
	}

	async #openWorkflow(workflowId: string): Promise<void> {
		await this.#goTo(`workflow/${workflowId}`);
		await this.#part('canvas-node').first().waitFor();
		await this.#settled();
	}

	/** Waits until nothing moves any more. */
	async #settled(): Promise<Motif> {
		await this.#page.mouse.move(0, 0);
		await this.#page.waitForTimeout(ANIMATION_MS);
		return {};
	}
}

async function logIn(context: BrowserContext, { url, owner }: N8nInstance): Promise<void> {
	const response = await context.request.post(`${url}/rest/login`, {
		data: { emailOrLdapLoginId: owner.email, password: owner.password },
	});
	if (!response.ok()) throw new Error(`n8n refused the log-in: HTTP ${response.status()}`);
}
