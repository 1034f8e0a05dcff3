import { expect, it } from 'vitest';
import { fuzzNotifications } from './notifications.mts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 200_000);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);

it(`${RUNS} mutated notifications: no false accept, no false refusal, no crash (seed ${SEED})`, () => {
	const tally = fuzzNotifications(RUNS, SEED);
	console.info(tally);
	expect(tally.genuine + tally.changes + tally.forgeries).toBe(RUNS);
});
