/** Random choices that a seed repeats exactly (mulberry32). */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A whole number from 0, below `count`. */
	below(count: number): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
	}

	chance(percent: number): boolean {
		return this.below(100) < percent;
	}

	pick<T>(from: readonly T[]): T {
		return from[this.below(from.length)];
	}

	shuffled<T>(from: readonly T[]): T[] {
		const list = [...from];
		for (let index = list.length - 1; index > 0; index -= 1) {
			const other = this.below(index + 1);
			[list[index], list[other]] = [list[other], list[index]];
		}
		return list;
	}
}
