import { defineConfig } from 'vitest/config';

/** The long run of `npm run test:fuzz`. FUZZ_RUNS sets its length, FUZZ_SEED repeats one; a short run is part of `npm test`. */
export default defineConfig({
	test: {
		name: 'fuzz',
		include: ['test/fuzz/**/*.fuzz.mts'],
		testTimeout: 30 * 60_000,
		disableConsoleIntercept: true,
	},
});
