import { defineConfig } from 'vitest/config';

/**
 * The sandbox's pages in a real Chromium: by themselves, and with a real n8n whose workflows make the payments. One file at a
 * time, since each starts a browser of its own.
 */
export default defineConfig({
	test: {
		fileParallelism: false,
		// The default is one second, which a page that reads itself again can miss on a busy machine.
		expect: { poll: { timeout: 20_000 } },
		projects: [
			{
				extends: true,
				test: {
					name: 'pages',
					include: ['test/sandbox/*.browser.mts'],
					exclude: ['test/sandbox/n8n*.browser.mts'],
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
			{
				extends: true,
				test: {
					name: 'n8n',
					include: ['test/sandbox/n8n*.browser.mts'],
					globalSetup: ['test/e2e/harness/prepare.mts'],
					pool: 'forks',
					testTimeout: 180_000,
					hookTimeout: 240_000,
				},
			},
		],
	},
});
