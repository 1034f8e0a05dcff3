import { randomUUID } from 'node:crypto';
import { paidSale } from '../../node/trigger/notifications.mts';

/** One delivery of a storm. Copies share the two times: those of the first of them that was sent, and answered. */
export interface Delivery {
	readonly data: Record<string, string>;
	/** a delivery of a lower rank comes before it in the life of a payment */
	readonly rank: number;
	firstSent: number;
	firstAnswered: number;
}

/** States in the order in which a payment goes through them. */
const STATES = ['processing', 'authorized', 'paid'];

const DUPLICATES = 0.3;

/** A generator of numbers from 0 to below 1 that repeats itself for the same seed (mulberry32). */
function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/**
 * Notifications of many payments, each in one to three states, 30 % of them sent more than once, in random order.
 *
 * @param count how many deliveries
 * @param seed of the order and of what is sent more than once; trade IDs are new each time
 */
export function makeStorm(count: number, seed: number): Delivery[] {
	const random = seeded(seed);
	const below = (limit: number): number => Math.floor(random() * limit);
	const different: Delivery[] = [];
	const wanted = Math.round(count * (1 - DUPLICATES));
	while (different.length < wanted) {
		const trade_id = randomUUID();
		const states = STATES.filter(() => random() < 0.6);
		for (const state of states.slice(0, wanted - different.length)) {
			const data = paidSale({ trade_id, state });
			different.push({ data, rank: STATES.indexOf(state), firstSent: Infinity, firstAnswered: Infinity });
		}
	}
	const storm = [...different];
	while (storm.length < count) storm.push(different[below(different.length)]);
	for (let index = storm.length - 1; index > 0; index--) {
		const other = below(index + 1);
		[storm[index], storm[other]] = [storm[other], storm[index]];
	}
	return storm;
}

/**
 * Sends a storm and notes when each was first sent and answered.
 *
 * @param concurrency how many are under way at the same time
 * @param send sends one and returns when it is answered
 */
export async function sendStorm(
	deliveries: readonly Delivery[],
	concurrency: number,
	send: (delivery: Delivery) => Promise<void>,
): Promise<void> {
	let next = 0;
	const sender = async (): Promise<void> => {
		while (next < deliveries.length) {
			const delivery = deliveries[next++];
			delivery.firstSent = Math.min(delivery.firstSent, performance.now());
			await send(delivery);
			delivery.firstAnswered = Math.min(delivery.firstAnswered, performance.now());
		}
	};
	await Promise.all(Array.from({ length: concurrency }, sender));
}
