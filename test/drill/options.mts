/** How a drill is run, from the environment of `npm run test:drill`. */
export interface DrillOptions {
	/** Sales of the drill with all faults together. */
	sales: number;
	/** Sales of each drill with one fault; 0 leaves these out. */
	salesPerFault: number;
	seed: number;
	modes: readonly Mode[];
	/** Names of the faults to inject; all of them by default. */
	faults: readonly string[] | undefined;
}

/** One n8n process with SQLite, or queue mode with PostgreSQL, Redis, two workers and two webhook processes. */
export type Mode = 'single' | 'queue';

function wholeNumber(name: string, fallback: number, most: number): number {
	const text = process.env[name] ?? '';
	if (text === '') return fallback;
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0 || value > most) throw new RangeError(`${name} must be a whole number from 0 to ${most}`);
	return value;
}

const list = (name: string): string[] => (process.env[name] ?? '').split(',').map((entry) => entry.trim()).filter(Boolean);

/**
 * DRILL_SALES, DRILL_SALES_PER_FAULT, DRILL_SEED, DRILL_MODE (`single`, `queue`, or both with a comma) and DRILL_FAULTS
 * (names with commas). Without them: a short drill of both modes.
 *
 * @throws RangeError for a value that cannot be meant
 */
export function drillOptions(): DrillOptions {
	const modes = list('DRILL_MODE');
	const unknown = modes.find((mode) => mode !== 'single' && mode !== 'queue');
	if (unknown !== undefined) throw new RangeError(`DRILL_MODE is single or queue, not "${unknown}"`);
	const faults = list('DRILL_FAULTS');
	return {
		sales: wholeNumber('DRILL_SALES', 30, 10_000),
		salesPerFault: wholeNumber('DRILL_SALES_PER_FAULT', 0, 1_000),
		seed: wholeNumber('DRILL_SEED', 1, 2 ** 31),
		modes: modes.length > 0 ? (modes as Mode[]) : ['single', 'queue'],
		faults: faults.length > 0 ? faults : undefined,
	};
}
