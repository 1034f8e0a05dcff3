import { defineConfig } from 'vitest/config';

/**
 * The ledger drill: sales while everything breaks, then the books are compared. See test/drill/options.mts for its
 * environment variables; without them it is short.
 */
export default defineConfig({
	test: {
		include: ['test/drill/**/*.drill.mts'],
		globalSetup: ['test/e2e/harness/prepare.mts'],
		pool: 'forks',
		fileParallelism: false,
		disableConsoleIntercept: true,
		testTimeout: 2 * 60 * 60_000,
		hookTimeout: 240_000,
	},
});
