import type { Profile } from '../measure/profile.mts';
import { median } from '../measure/statistics.mts';
import { withProfiler } from '../n8n/profiler.mts';
import { publishReceivers, type Receiver } from '../n8n/receivers.mts';
import { openBench, type Bench } from '../n8n/shop.mts';
import { callWebhook, type Round } from '../n8n/traffic.mts';

/** n8n's settings that decide when it makes isolates for expressions: what they change is n8n's own cost. */
const ENGINES = {
	'as installed': {},
	'isolates made when needed': { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	'no isolates': { N8N_EXPRESSION_ENGINE: 'legacy' },
} as const;

export type Engine = keyof typeof ENGINES;

/** Medians over the rounds of one way to receive notifications. */
export interface WebhookResult extends Round {
	engine: Engine;
	receiver: string;
	rounds: number;
	calls: number;
}

export interface WebhookProfile extends Pick<Profile, 'shares'> {
	receiver: string;
	/** Milliseconds of the main thread per call. */
	busyMs: number;
}

export interface WebhooksResult {
	results: WebhookResult[];
	profiles: WebhookProfile[];
}

const FIELDS = ['perSecond', 'p50Ms', 'p99Ms', 'cpuMs', 'mainThreadMs', 'executions'] as const;

const callAll = async (bench: Bench, { target, body, status }: Receiver, calls: number): Promise<Round> =>
	await callWebhook(bench, target, calls, body, status);

/** All ways in turn, each round starting with another, so that a slow moment of the machine hits all of them. */
async function measureEngine(engine: Engine, rounds: number, calls: number, note: (text: string) => void): Promise<WebhookResult[]> {
	const bench = await openBench(ENGINES[engine]);
	try {
		const receivers = await publishReceivers(bench);
		for (const receiver of receivers) await callAll(bench, receiver, 20);
		const measured = new Map<string, Round[]>(receivers.map(({ name }) => [name, []]));
		for (let round = 0; round < rounds; round++) {
			note(`${engine}, round ${round + 1} of ${rounds}`);
			for (let turn = 0; turn < receivers.length; turn++) {
				const receiver = receivers[(round + turn) % receivers.length];
				measured.get(receiver.name)?.push(await callAll(bench, receiver, calls));
			}
		}
		return [...measured].map(([receiver, all]) => {
			const medians = Object.fromEntries(FIELDS.map((field) => [field, median(all.map((round) => round[field]))]));
			return { engine, receiver, rounds, calls, ...(medians as unknown as Round) };
		});
	} finally {
		await bench.dispose();
	}
}

/** Where the main thread's time goes. */
async function profileReceivers(calls: number): Promise<WebhookProfile[]> {
	return await withProfiler(async (bench, inspector) => {
		const profiles: WebhookProfile[] = [];
		for (const receiver of await publishReceivers(bench)) {
			await callAll(bench, receiver, 20);
			const { shares, busyMs } = await inspector.profile(async () => await callAll(bench, receiver, calls));
			profiles.push({ receiver: receiver.name, shares, busyMs: busyMs / calls });
		}
		return profiles;
	});
}

/** Notifications that one n8n sustains, by way of receiving them, and what n8n itself takes for it. */
export async function measureWebhooks(note: (text: string) => void, quick: boolean): Promise<WebhooksResult> {
	const calls = quick ? 40 : 60;
	const results: WebhookResult[] = [];
	for (const engine of Object.keys(ENGINES) as Engine[]) {
		results.push(...(await measureEngine(engine, quick ? 1 : engine === 'as installed' ? 5 : 2, calls, note)));
	}
	note('profile');
	return { results, profiles: await profileReceivers(calls) };
}
