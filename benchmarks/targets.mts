import type { ItemsCase } from './groups/items.mts';
import type { Engine, WebhookResult, WebhooksResult } from './groups/webhooks.mts';
import { linearity } from './measure/statistics.mts';
import { RECEIVERS } from './n8n/receivers.mts';
import type { Group, Results } from './results.mts';

/** A promise of this package about its speed: a ratio of the same run, so that it holds on any machine. */
export interface Target {
	group: Group;
	name: string;
	/** `at most` or `at least` the limit. */
	bound: 'at most' | 'at least';
	limit: number;
	/** What the number counts, for the reader, e.g. `×`. */
	unit: string;
	measured: (results: Required<Results>) => number;
}

export interface Verdict extends Omit<Target, 'measured'> {
	measured: number;
	met: boolean;
}

const PACKAGE = 'n8n-nodes-yabandpay';

/** The worst of the cases at one latency, of all operations and numbers of items. */
function worst(latencyMs: number, pick: (ms: ItemsCase['ms']) => number, of: (...values: number[]) => number) {
	return ({ items }: Required<Results>) => {
		const cases = items.result.cases.filter((result) => result.latencyMs === latencyMs);
		return of(...cases.map(({ ms }) => pick(ms)).filter((ratio) => ratio > 0));
	};
}

const toChain = ({ node, chain }: ItemsCase['ms']) => Number(node) / Number(chain);
const toOneByOne = ({ node, oneByOne }: ItemsCase['ms']) => Number(oneByOne) / Number(node);

/** One way to receive notifications, with n8n's expression engine as it is installed or otherwise. */
export function received({ results }: WebhooksResult, receiver: keyof typeof RECEIVERS, engine: Engine = 'as installed'): WebhookResult {
	const found = results.find((result) => result.engine === engine && result.receiver === RECEIVERS[receiver]);
	if (!found) throw new Error(`"${RECEIVERS[receiver]}" was not measured`);
	return found;
}

/** The trigger's throughput as a multiple of another receiver's. */
export const throughput = (result: WebhooksResult, other: keyof typeof RECEIVERS, engine?: Engine): number =>
	received(result, 'trigger', engine).perSecond / received(result, other, engine).perSecond;

/** CPU time of a forged call in percent of a genuine one's. */
export const forgedShare = (result: WebhooksResult, engine?: Engine): number =>
	(received(result, 'forged', engine).cpuMs / received(result, 'trigger', engine).cpuMs) * 100;

const load = ({ load: { result } }: Required<Results>) => {
	const found = result.find(({ name }) => name === PACKAGE);
	if (!found) throw new Error('This package was not measured');
	return found;
};

/** How far time per item strays from the middle between its extremes, from 100 items on. */
function spreadOfItems({ growth: { result } }: Required<Results>): number {
	const times = result.items.filter(({ items }) => items >= 100).map(({ msPerItem }) => msPerItem);
	const [low, high] = [Math.min(...times), Math.max(...times)];
	return ((high - low) / (high + low)) * 100;
}

export const TARGETS: readonly Target[] = [
	{
		group: 'items', name: 'Items at 50 ms latency: one by one ÷ this node', bound: 'at least', limit: 10, unit: '×',
		measured: worst(50, toOneByOne, Math.min),
	},
	{
		group: 'items', name: 'Items at 50 ms latency: this node ÷ chain built by hand', bound: 'at most', limit: 1, unit: '×',
		measured: worst(50, toChain, Math.max),
	},
	{
		group: 'items', name: 'Items at 0 ms latency: this node ÷ chain built by hand', bound: 'at most', limit: 0.7, unit: '×',
		measured: worst(0, toChain, Math.max),
	},
	{
		group: 'webhooks', name: 'Notifications/s: trigger ÷ Webhook node without check', bound: 'at least', limit: 0.95, unit: '×',
		measured: ({ webhooks: { result } }) => throughput(result, 'bare'),
	},
	{
		group: 'webhooks', name: 'Notifications/s: trigger ÷ check built by hand', bound: 'at least', limit: 1.3, unit: '×',
		measured: ({ webhooks: { result } }) => throughput(result, 'byHand'),
	},
	{
		group: 'webhooks', name: "n8n's CPU time: forged ÷ genuine call", bound: 'at most', limit: 25, unit: '%',
		measured: ({ webhooks: { result } }) => forgedShare(result),
	},
	{
		group: 'webhooks', name: 'Executions that a forged call creates', bound: 'at most', limit: 0, unit: '',
		measured: ({ webhooks: { result } }) => received(result, 'forged').executions,
	},
	{
		group: 'signing', name: 'Signing a request of 13 fields ÷ bare HMAC', bound: 'at most', limit: 2.5, unit: '×',
		measured: ({ signing }) => signing.result.ratio,
	},
	{
		group: 'load', name: 'Loading after n8n-workflow', bound: 'at most', limit: 10, unit: 'ms',
		measured: (results) => load(results).loadMs,
	},
	{
		group: 'load', name: 'Size unpacked', bound: 'at most', limit: 400, unit: 'kB',
		measured: (results) => load(results).bytes / 1000,
	},
	{ group: 'load', name: 'Dependencies', bound: 'at most', limit: 0, unit: '', measured: (results) => load(results).dependencies },
	{ group: 'growth', name: 'Time per item, 100 to 10,000 items: spread', bound: 'at most', limit: 20, unit: '± %', measured: spreadOfItems },
	{
		group: 'growth', name: "n8n's memory over items: straight line (R²)", bound: 'at least', limit: 0.95, unit: '',
		measured: ({ growth: { result } }) => linearity(result.items.map(({ items, grownMB }) => ({ x: items, y: grownMB }))),
	},
	{
		group: 'growth', name: 'Deduplication lookup: 100,000 ÷ 100 keys', bound: 'at most', limit: 1.5, unit: '×',
		measured: ({ growth: { result } }) => {
			const at = (wanted: number) => Number(result.deduplication.find(({ keys }) => keys === wanted)?.microseconds);
			return at(100_000) / at(100);
		},
	},
];

/** Judges the targets of the groups that were measured. */
export function judge(results: Results): Verdict[] {
	return TARGETS.filter(({ group }) => results[group]).map(({ measured: measure, ...target }) => {
		const measured = measure(results as Required<Results>);
		const met = target.bound === 'at most' ? measured <= target.limit : measured >= target.limit;
		return { ...target, measured, met };
	});
}

/** e.g. `at most 0.7 ×` */
export const targetText = ({ bound, limit, unit }: Verdict): string => `${bound} ${limit} ${unit}`.trim();

/** e.g. `0.66 ×` */
export const measuredText = ({ measured, unit }: Verdict): string => `${Number(measured.toPrecision(3))} ${unit}`.trim();
