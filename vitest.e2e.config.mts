import { defineConfig } from 'vitest/config';

/** Tests against a real n8n. Every file starts its own (about ten seconds), so they run one after the other. */
export default defineConfig({
	test: {
		include: ['test/e2e/**/*.e2e.mts'],
		globalSetup: ['test/e2e/harness/prepare.mts'],
		pool: 'forks',
		fileParallelism: false,
		testTimeout: 30_000,
		hookTimeout: 180_000,
	},
});
