import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

/** Debian's Chromium; set CHROMIUM for another one. */
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Keep Chromium from calling home, which a closed network refuses many times over. */
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export const DESK = { width: 1180, height: 820 };
export const PHONE = { width: 390, height: 844 };

export interface Browser {
	context: BrowserContext;
	close: () => Promise<void>;
}

/** A real Chromium with an empty profile of its own, headless. Close it to remove the profile. */
export async function startBrowser(): Promise<Browser> {
	const profile = await mkdtemp(join(tmpdir(), 'yabandpay-sandbox-browser-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: EXECUTABLE,
		headless: true,
		args: QUIET,
		viewport: DESK,
		deviceScaleFactor: 1,
		// A colour on its way to another one would be measured and pictured half way.
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(30_000);
	return {
		context,
		close: async () => {
			await context.close();
			await rm(profile, { recursive: true, force: true });
		},
	};
}
