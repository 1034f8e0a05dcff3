import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../tools/n8n/pack.mts';
import type { GrowthResult } from './groups/growth.mts';
import type { ItemsResult } from './groups/items.mts';
import type { LoadResult } from './groups/load.mts';
import type { SigningResult } from './groups/signing.mts';
import type { WebhooksResult } from './groups/webhooks.mts';
import type { Machine } from './measure/machine.mts';

/** What each group of benchmarks measured, with what it was measured on. */
export interface Results {
	items?: { machine: Machine; result: ItemsResult };
	webhooks?: { machine: Machine; result: WebhooksResult };
	signing?: { machine: Machine; result: SigningResult };
	load?: { machine: Machine; result: LoadResult[] };
	growth?: { machine: Machine; result: GrowthResult };
}

export type Group = keyof Results;

export const RESULTS_FILE = join(PROJECT_FOLDER, 'docs', 'benchmarks.json');

/** The results of the last run; empty if there was none. */
export async function readResults(): Promise<Results> {
	const text = await readFile(RESULTS_FILE, 'utf8').catch(() => '{}');
	return JSON.parse(text) as Results;
}

/** Three significant digits are more than these measurements are worth, and make a readable file. */
const short = (key: string, value: unknown): unknown =>
	typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(key === 'share' ? 2 : 4)) : value;

export async function writeResults(results: Results): Promise<void> {
	await writeFile(RESULTS_FILE, `${JSON.stringify(results, short, '\t')}\n`);
}
