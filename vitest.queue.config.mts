import { defineConfig } from 'vitest/config';

/** Tests against n8n in queue mode with a real PostgreSQL and Redis. It takes half a minute to start. */
export default defineConfig({
	test: {
		include: ['test/queue/**/*.queue.mts'],
		globalSetup: ['test/e2e/harness/prepare.mts'],
		pool: 'forks',
		fileParallelism: false,
		testTimeout: 120_000,
		hookTimeout: 240_000,
	},
});
