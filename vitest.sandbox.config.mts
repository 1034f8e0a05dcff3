import { defineConfig } from 'vitest/config';

/** The sandbox's pages in a real Chromium. One file at a time: each starts a browser of its own. */
export default defineConfig({
	test: {
		include: ['test/sandbox/**/*.browser.mts'],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		fileParallelism: false,
	},
});
