import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

/**
 * Two projects in one run: `unit` (pure functions, no n8n-core) and `node` (the nodes inside n8n-core, real HTTP on
 * 127.0.0.1). The real n8n has its own configuration, vitest.e2e.config.mts.
 */
export default defineConfig({
	resolve: {
		// n8n-core requires the CommonJS build of n8n-workflow. Vitest would load the ESM build for the sources under test:
		// two copies, so that `instanceof NodeApiError` fails across them.
		alias: [{ find: /^n8n-workflow$/, replacement: require.resolve('n8n-workflow') }],
	},
	test: {
		// n8n-core takes about a second and 150 MB per process to load: two processes for two cores.
		pool: 'forks',
		maxWorkers: 2,
		// The default is one second, too short for several calls in turn on a busy machine.
		expect: { poll: { timeout: 10_000 } },
		projects: [
			{
				extends: true,
				test: { name: 'unit', include: ['test/unit/**/*.test.mts'], testTimeout: 15_000 },
			},
			{
				extends: true,
				test: {
					name: 'node',
					include: ['test/node/**/*.test.mts'],
					globalSetup: ['test/node/harness/user-folder.mts'],
					testTimeout: 20_000,
					hookTimeout: 30_000,
				},
			},
		],
	},
});
