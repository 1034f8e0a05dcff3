import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { requireNodeSources } from '../../tools/docs/node-sources.mts';
import { CREDENTIAL_TYPE } from '../../tools/shop.mts';
import { memory, resetPeakMemory } from '../measure/process.mts';
import { median } from '../measure/statistics.mts';
import { Batch } from '../n8n/batch.mts';
import { openBench, type Bench } from '../n8n/shop.mts';
import { node } from '../n8n/workflows.mts';

type Properties = typeof import('../../nodes/YabandPay/catalogue/properties.ts');
type Catalogue = typeof import('../../nodes/YabandPay/operations/index.ts');
type OnceModule = typeof import('../../nodes/YabandPayTrigger/once.ts');
type VerifiedNotification = import('../../protocol/notification.ts').VerifiedNotification;

export interface GrowthResult {
	/** `grownMB`: what n8n's memory grows by at most, in MB. */
	items: Array<{ items: number; msPerItem: number; grownMB: number; runs: number }>;
	catalogue: Array<{ operations: number; bytes: number; gzippedBytes: number }>;
	deduplication: Array<{ keys: number; remembered: number; microseconds: number; heapMB: number }>;
}

async function getBatch(bench: Bench): Promise<Batch> {
	const credentials = { [CREDENTIAL_TYPE]: bench.credential };
	const withNode = async (name: string, itemJs: string, parameters: Record<string, string>) =>
		await Batch.publish(bench, name, itemJs, [node('YabandPay', 'n8n-nodes-yabandpay.yabandPay', { parameters, credentials })]);
	const create = await withNode('One order', '{ number: i }', {
		resource: 'onlinePayment',
		operation: 'create',
		amount: '1.00',
		currency: 'EUR',
		description: 'Growth',
		notify_url: 'http://127.0.0.1:9/notify',
	});
	await create.run(1);
	const [{ trade_id }] = bench.shop.sandbox.orders;
	const parameters = { resource: 'order', operation: 'get', trade_id: '={{ $json.trade_id }}' };
	return await withNode('Growth', `{ trade_id: '${trade_id}' }`, parameters);
}

/** Each round has every size once, so that no size has all the warm or all the disturbed runs. */
async function timeItems(note: (text: string) => void, sizes: readonly number[], rounds: number): Promise<number[]> {
	const bench = await openBench();
	try {
		const batch = await getBatch(bench);
		for (let warm = 0; warm < 3; warm++) await batch.run(500);
		const times = sizes.map(() => [] as number[]);
		for (let round = 0; round < rounds; round++) {
			for (const [index, items] of sizes.entries()) {
				note(`${items} items, round ${round + 1} of ${rounds}`);
				// Of a few items one run is too short to be told from the clock's own grain.
				const runs: number[] = [];
				for (let repeat = Math.max(1, Math.round(300 / items)); repeat > 0; repeat--) runs.push(await batch.run(items));
				times[index].push(median(runs) / items);
			}
		}
		return times.map(median);
	} finally {
		await bench.dispose();
	}
}

/** A new n8n for each size: what one has once taken from the system it seldom gives back. */
async function grownMemory(items: number): Promise<number> {
	const bench = await openBench();
	try {
		const { pid } = bench.shop.n8n;
		const batch = await getBatch(bench);
		for (let warm = 0; warm < 3; warm++) await batch.run(200);
		resetPeakMemory(pid);
		const before = memory(pid).now;
		await batch.run(items);
		return memory(pid).peak - before;
	} finally {
		await bench.dispose();
	}
}

async function growItems(note: (text: string) => void, quick: boolean): Promise<GrowthResult['items']> {
	const sizes = quick ? [10, 100, 1000] : [10, 30, 100, 300, 1000, 3000, 10_000];
	const runs = quick ? 1 : 5;
	const times = await timeItems(note, sizes, runs);
	const results: GrowthResult['items'] = [];
	for (const [index, items] of sizes.entries()) {
		note(`${items} items, memory`);
		results.push({ items, msPerItem: times[index], grownMB: await grownMemory(items), runs });
	}
	return results;
}

/** What the editor has to load: the parameters of the first so many operations. */
function growCatalogue(requireSource: NodeJS.Require): GrowthResult['catalogue'] {
	const { resources } = requireSource('./nodes/YabandPay/operations/index.ts') as Catalogue;
	const { catalogueProperties } = requireSource('./nodes/YabandPay/catalogue/properties.ts') as Properties;
	const total = resources.flatMap(({ operations }) => operations).length;
	const firstOf = (count: number) => {
		let left = count;
		return resources.flatMap((resource) => {
			const operations = resource.operations.slice(0, left);
			left -= operations.length;
			return operations.length === 0 ? [] : [{ ...resource, operations }];
		});
	};
	return [10, 20, 30, 40].filter((count) => count <= total).map((operations) => {
		const json = JSON.stringify(catalogueProperties(firstOf(operations)));
		return { operations, bytes: Buffer.byteLength(json), gzippedBytes: gzipSync(json).length };
	});
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const notification = (number: number): VerifiedNotification => ({
	kind: 'payment',
	id: `4552eeea-1ae8-1e40-3b4b-${String(number).padStart(12, '0')}`,
	event: 'payment.paid',
	state: 'paid',
	rawState: 'paid',
	key: 'current',
	fields: {},
	ambiguous: false,
});

/** The trigger's memory: the time of a question about a notification that came before, and of one that did not. */
function growDeduplication(requireSource: NodeJS.Require, quick: boolean): GrowthResult['deduplication'] {
	const { Once } = requireSource('./nodes/YabandPayTrigger/once.ts') as OnceModule;
	const QUESTIONS = quick ? 2_000 : 20_000;
	const claimAndStore = (memoryOfTrigger: InstanceType<typeof Once>, number: number) => {
		const claim = memoryOfTrigger.claim(notification(number));
		if (claim.kind === 'first') claim.settle(true);
		return claim.kind;
	};
	const measure = (keys: number) => {
		collectGarbage();
		const before = process.memoryUsage().heapUsed;
		const remembering = new Once();
		for (let number = 0; number < keys; number++) claimAndStore(remembering, number);
		collectGarbage();
		const heapMB = (process.memoryUsage().heapUsed - before) / 1e6;
		const started = performance.now();
		for (let question = 0; question < QUESTIONS; question++) {
			const known = keys > 0 && question % 2 === 0;
			const number = known ? keys - 1 - (question % Math.min(keys, 40_000)) : 1_000_000 + question;
			const claim = remembering.claim(notification(number));
			if (known !== (claim.kind === 'duplicate')) throw new Error('The memory is wrong');
			if (claim.kind === 'first') claim.settle(false);
		}
		const microseconds = ((performance.now() - started) / QUESTIONS) * 1000;
		return { keys, remembered: remembering.size, microseconds, heapMB };
	};
	measure(1_000);
	return [0, 100, 1_000, 10_000, 50_000, 100_000].map((keys) => {
		const runs = Array.from({ length: quick ? 1 : 5 }, () => measure(keys));
		return { ...runs[0], microseconds: median(runs.map((run) => run.microseconds)), heapMB: median(runs.map((run) => run.heapMB)) };
	});
}

/** How time and memory grow with items, operations and remembered notifications. */
export async function measureGrowth(note: (text: string) => void, quick: boolean): Promise<GrowthResult> {
	const requireSource = requireNodeSources();
	const catalogue = growCatalogue(requireSource);
	const deduplication = growDeduplication(requireSource, quick);
	return { items: await growItems(note, quick), catalogue, deduplication };
}
