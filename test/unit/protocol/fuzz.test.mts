import { expect, it } from 'vitest';
import { fuzzNotifications } from '../../fuzz/notifications.mts';

it('a short run of mutated notifications: no false accept, no false refusal, no crash', () => {
	const tally = fuzzNotifications(2000, Date.now() % 2 ** 31);
	// A run in which one sort hardly shows up proves nothing of it.
	for (const count of [tally.genuine, tally.changes, tally.forgeries]) expect(count).toBeGreaterThan(200);
	expect(tally.harmless).toBeGreaterThan(10);
	expect(tally.ambiguous).toBeGreaterThan(10);
});
