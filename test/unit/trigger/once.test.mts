import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEPT_IN_MEMORY, KEPT_IN_STATIC_DATA, memoryOf, Once } from '../../../nodes/YabandPayTrigger/once.ts';
import type { VerifiedNotification } from '../../../protocol/notification.ts';
import { EVENTS, supersedes } from '../../../protocol/states.ts';

type Kind = VerifiedNotification['kind'];

const STATES = Object.fromEntries(
	(['payment', 'refund', 'payout'] as const).map((kind) => [
		kind,
		EVENTS.filter(({ value }) => value.startsWith(kind)).map(({ value }) => value.slice(kind.length + 1).replaceAll('_', ' ')),
	]),
) as Record<Kind, string[]>;

const notification = (id: string, state = 'paid', kind: Kind = 'payment'): VerifiedNotification => ({
	kind,
	id,
	state,
	rawState: state,
	event: `${kind}.${state.replaceAll(' ', '_')}`,
	key: 'current',
	fields: {},
	ambiguous: false,
});

/** Claims a notification and says that it was stored. */
function store(once: Once, id: string, state?: string, kind?: Kind): string {
	const claim = once.claim(notification(id, state, kind));
	if (claim.kind === 'first') claim.settle(true);
	return claim.kind;
}

/** What n8n does with static data between two calls. */
const throughDatabase = (kept: unknown): unknown => JSON.parse(JSON.stringify(kept));

describe('claims', () => {
	it('of six copies at once the first has it; the others learn how it ended', async () => {
		const once = new Once();
		const claims = Array.from({ length: 6 }, () => once.claim(notification('a')));
		expect(claims.map(({ kind }) => kind)).toEqual(['first', ...Array<string>(5).fill('under_way')]);
		const [first, ...copies] = claims;
		if (first.kind === 'first') first.settle(true);
		const outcomes = copies.map((copy) => copy.kind === 'under_way' && copy.isCopy && copy.stored);
		expect(await Promise.all(outcomes)).toEqual(Array<boolean>(5).fill(true));
		expect(once.claim(notification('a')).kind).toBe('duplicate');
	});

	it('if the first could not be stored, a copy can be', async () => {
		const once = new Once();
		const first = once.claim(notification('a'));
		const copy = once.claim(notification('a'));
		if (first.kind === 'first') first.settle(false);
		expect(copy.kind === 'under_way' && (await copy.stored)).toBe(false);
		expect(store(once, 'a')).toBe('first');
		expect(store(once, 'a')).toBe('duplicate');
	});

	it('another state of the same payment waits for the one under way, since it may come late then', async () => {
		const once = new Once();
		const paid = once.claim(notification('a', 'paid'));
		const processing = once.claim(notification('a', 'processing'));
		expect(processing).toMatchObject({ kind: 'under_way', isCopy: false });
		if (paid.kind === 'first') paid.settle(true);
		expect(processing.kind === 'under_way' && (await processing.stored)).toBe(true);
		expect(once.claim(notification('a', 'processing')).kind).toBe('late');
	});

	it('kinds, identifiers and states are told apart', () => {
		const once = new Once();
		expect(store(once, 'a', 'failed', 'payment')).toBe('first');
		expect(store(once, 'a', 'failed', 'refund')).toBe('first');
		expect(store(once, 'a', 'failed', 'payout')).toBe('first');
		expect(store(once, 'b', 'failed', 'payment')).toBe('first');
		expect(store(once, 'a', 'paid', 'payment')).toBe('first');
		expect(store(once, 'a', 'processing', 'payment')).toBe('late');
		expect(store(once, 'a', 'a state nobody knows', 'payment')).toBe('first');
		expect(store(once, 'a', 'a state nobody knows', 'payment')).toBe('duplicate');
	});

	it('paid after cancelled and cancelled after paid are both news of money', () => {
		const once = new Once();
		expect([store(once, 'a', 'cancelled'), store(once, 'a', 'paid')]).toEqual(['first', 'first']);
		expect([store(once, 'b', 'paid'), store(once, 'b', 'cancelled')]).toEqual(['first', 'first']);
	});
});

describe('against a simple model', () => {
	const step = fc.record({
		id: fc.constantFrom('a', 'b', 'c'),
		kind: fc.constantFrom<Kind>('payment', 'refund', 'payout'),
		state: fc.nat(8),
		stored: fc.boolean(),
		restart: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
	});

	it('each (kind, id, state) is stored once, never after a later state, with restarts in between', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
				let once = new Once();
				let kept: unknown = {};
				const done = new Map<string, string[]>();
				for (const { id, kind, state: index, stored, restart } of steps) {
					if (restart) once = new Once();
					once.load(throughDatabase(kept));
					const state = STATES[kind][index % STATES[kind].length];
					const states = done.get(`${kind}:${id}`) ?? [];
					const claim = once.claim(notification(id, state, kind));
					const isLate = states.some((earlier) => !supersedes(kind, state, earlier));
					expect(claim.kind).toBe(states.includes(state) ? 'duplicate' : isLate ? 'late' : 'first');
					if (claim.kind !== 'first') continue;
					const saved = once.save(notification(id, state, kind));
					// n8n keeps static data only of what it has stored.
					if (stored) {
						kept = saved;
						done.set(`${kind}:${id}`, [...states, state]);
					}
					claim.settle(stored);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('two processes that take turns on the same static data start each once', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.boolean(), step), { maxLength: 60 }), (calls) => {
				const processes = [new Once(), new Once()];
				let kept: unknown = {};
				const started: string[] = [];
				for (const [which, { id, kind, state: index }] of calls) {
					const once = processes[Number(which)];
					once.load(throughDatabase(kept));
					const state = STATES[kind][index % STATES[kind].length];
					const claim = once.claim(notification(id, state, kind));
					if (claim.kind !== 'first') continue;
					kept = once.save(notification(id, state, kind));
					claim.settle(true);
					started.push(`${kind} ${id} ${state}`);
				}
				expect(new Set(started).size).toBe(started.length);
			}),
			{ numRuns: 300 },
		);
	});
});

describe('what is kept', () => {
	const fill = (once: Once, count: number, states: readonly string[]): void => {
		for (let index = 0; index < count; index++) for (const state of states) store(once, `trade ${index}`, state);
	};

	it('static data: 1,000 payments of two states each, less than 48 kB', () => {
		const once = new Once();
		fill(once, 1_500, ['processing', 'paid']);
		const kept = once.save(notification('the last', 'paid'));
		expect(Object.keys(kept)).toHaveLength(KEPT_IN_STATIC_DATA.subjects);
		expect(Object.keys(kept)).toHaveLength(1_000);
		expect(JSON.stringify(kept).length).toBeLessThan(48 * 1024);
	});

	it('never more than 64 kB, whatever the states are', () => {
		const once = new Once();
		const strange = ['"'.repeat(32), '\u0000'.repeat(32), '💶'.repeat(16), 'x'.repeat(5_000), 'a,b,c'];
		fill(once, 1_200, [...STATES.payment, ...strange]);
		const kept = once.save(notification('the last', 'x'.repeat(60_000)));
		const bytes = Buffer.byteLength(JSON.stringify(kept));
		expect(bytes).toBeLessThanOrEqual(64 * 1024);
		expect(bytes).toBeGreaterThan(60 * 1024);
		const restarted = new Once();
		restarted.load(throughDatabase(kept));
		expect(store(restarted, 'the last', 'x'.repeat(60_000))).toBe('duplicate');
		for (const state of strange) expect(store(restarted, 'trade 1199', state)).toBe('duplicate');
	});

	it('the oldest goes first, from static data and from memory', () => {
		const once = new Once();
		fill(once, KEPT_IN_MEMORY + 10, ['paid']);
		expect(once.size).toBe(KEPT_IN_MEMORY);
		expect(store(once, 'trade 10')).toBe('duplicate');
		expect(store(once, 'trade 9')).toBe('first');

		const restarted = new Once();
		restarted.load(throughDatabase(once.save(notification('the last'))));
		expect(store(restarted, 'the last')).toBe('duplicate');
		expect(store(restarted, 'trade 9')).toBe('duplicate');
		expect(store(restarted, `trade ${KEPT_IN_MEMORY + 9}`)).toBe('duplicate');
		expect(store(restarted, `trade ${KEPT_IN_MEMORY - 2_000}`)).toBe('first');
	});

	it('news of an old payment makes it one of the newest', () => {
		const once = new Once();
		fill(once, 1_000, ['processing']);
		store(once, 'trade 0', 'paid');
		fill(once, 1_500, ['processing']);
		const restarted = new Once();
		restarted.load(throughDatabase(once.save(notification('the last'))));
		expect(store(restarted, 'trade 0', 'paid')).toBe('duplicate');
		expect(store(restarted, 'trade 0', 'processing')).toBe('duplicate');
		expect(store(restarted, 'trade 1', 'processing')).toBe('first');
	});

	it('static data that is not of its making does no harm', () => {
		const once = new Once();
		for (const kept of [undefined, null, 'text', 7, [], [1], { a: 1, b: null, c: ['paid'], d: { e: 'paid' }, __proto__: { f: 'paid' } }]) {
			once.load(kept);
		}
		expect(once.size).toBe(0);
		once.load({ ['']: '', x: ',,,' });
		expect(store(once, 'a')).toBe('first');
	});

	it('stays quick with a full memory', () => {
		const once = new Once();
		fill(once, KEPT_IN_MEMORY, ['paid']);
		const kept = throughDatabase(once.save(notification('the last')));
		const started = performance.now();
		for (let round = 0; round < 20; round++) {
			once.load(kept);
			once.save(notification('the last'));
		}
		// About 2 ms each; the limit leaves room for a busy machine.
		expect((performance.now() - started) / 20).toBeLessThan(100);
	});
});

describe('memoryOf', () => {
	it('is one per trigger node of a workflow', () => {
		expect(memoryOf('w1', 'n1')).toBe(memoryOf('w1', 'n1'));
		expect(memoryOf('w1', 'n1')).not.toBe(memoryOf('w1', 'n2'));
		expect(memoryOf('w1', 'n1')).not.toBe(memoryOf('w2', 'n1'));
	});
});
