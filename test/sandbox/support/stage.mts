import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/src/sandbox.mts';
import { startBrowser, type Browser } from './browser.mts';
import { startReceiver, type Receiver } from './receiver.mts';

/** A sandbox, somebody who receives its notifications, and a browser to look at it with. */
export interface Stage {
	sandbox: Sandbox;
	receiver: Receiver;
	browser: Browser;
	/** Opens a page of the sandbox; the path may be a whole address too. */
	open: (path: string, size?: { width: number; height: number }) => Promise<Page>;
	close: () => Promise<void>;
}

/** Starts all three on 127.0.0.1. */
export async function startStage(options: SandboxOptions = {}): Promise<Stage> {
	const receiver = await startReceiver();
	const sandbox = await startSandbox(options);
	const browser = await startBrowser();
	return {
		sandbox,
		receiver,
		browser,
		open: async (path, size) => {
			const page = await browser.context.newPage();
			if (size) await page.setViewportSize(size);
			await page.goto(new URL(path, sandbox.url).href);
			return page;
		},
		close: async () => {
			await browser.close();
			await sandbox.close();
			await receiver.close();
		},
	};
}

/** Waits until a page hears of changes as they happen. */
export async function isLive(page: Page): Promise<void> {
	await page.waitForFunction(() => document.documentElement.dataset.live === 'on');
}

/** The path of the page an order is paid on. */
export function payPath(trade_id: string): string {
	return `/SelectPay/${Buffer.from(trade_id).toString('base64')}`;
}

/**
 * Keeps a picture of a page: among the test results, or with UPDATE_SCREENSHOTS=1 where the documentation shows it.
 * @param name without extension
 */
export async function screenshot(page: Page, name: string): Promise<void> {
	const folder = process.env.UPDATE_SCREENSHOTS ? '../../../docs/images/sandbox/' : '../../../test-results/sandbox/';
	const path = fileURLToPath(new URL(`${folder}${name}.png`, import.meta.url));
	await mkdir(dirname(path), { recursive: true });
	await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}
