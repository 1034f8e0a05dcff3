import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
	/** Gives up after this many milliseconds. */
	timeoutMs?: number;
	/** Looks again after this many milliseconds. */
	everyMs?: number;
}

/**
 * Looks again and again until there is something to see.
 *
 * @param what names it in the error, e.g. "execution 7 to finish"
 * @param look returns undefined, null or false as long as it is not there; a throw ends the wait
 * @returns what `look` returned at last
 * @throws Error when the time is up
 */
export async function waitFor<T>(
	what: string,
	look: () => T | Promise<T>,
	{ timeoutMs = 30_000, everyMs = 50 }: WaitOptions = {},
): Promise<Exclude<T, undefined | null | false>> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const seen = await look();
		if (seen !== undefined && seen !== null && seen !== false) return seen as Exclude<T, undefined | null | false>;
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}, in vain`);
		await sleep(everyMs);
	}
}
