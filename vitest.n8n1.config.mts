import { defineConfig } from 'vitest/config';

/** The package in the newest n8n 1 that can be installed: another 1.8 GB, so not part of every check. */
export default defineConfig({
	test: {
		include: ['test/e2e/old-n8n*.n8n1.mts'],
		pool: 'forks',
		testTimeout: 30_000,
		// Installing n8n 1 takes minutes, once.
		hookTimeout: 900_000,
	},
});
