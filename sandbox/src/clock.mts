/** The sandbox's clock: real time plus an offset that tests can move, so that windows and expiries can be reached at once. */
export class Clock {
	#offset = 0;
	readonly #moved: () => void;

	constructor(moved: () => void) {
		this.#moved = moved;
	}

	/** Milliseconds since 1970. */
	now(): number {
		return Date.now() + this.#offset;
	}

	/** Whole seconds since 1970, as the gateway writes its times. */
	seconds(): number {
		return Math.floor(this.now() / 1000);
	}

	/** How far the clock is from real time, in milliseconds. */
	get offset(): number {
		return this.#offset;
	}

	/** Moves the clock by milliseconds; whatever has become due happens. */
	move(milliseconds: number): void {
		this.#offset += milliseconds;
		this.#moved();
	}

	/** Sets the clock to a moment. */
	set(moment: Date | string | number): void {
		const target = new Date(moment).getTime();
		if (Number.isNaN(target)) throw new RangeError(`Not a date: ${String(moment)}`);
		this.#offset = target - Date.now();
		this.#moved();
	}

	/** Back to real time. */
	reset(): void {
		this.move(-this.#offset);
	}
}

const netherlands = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Amsterdam',
	dateStyle: 'short',
	timeStyle: 'medium',
});

/** A moment on the clocks of the Netherlands, which the gateway's windows follow: `{date: '2024-02-19', time: '07:00:00'}`. */
export function netherlandsTime(milliseconds: number): { date: string; time: string } {
	const [date, time] = netherlands.format(milliseconds).split(' ');
	return { date, time };
}

/** The day after a `yyyy-MM-dd` date. */
export function nextDay(date: string): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
