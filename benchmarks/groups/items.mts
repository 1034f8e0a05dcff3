import type { INode, INodeParameters } from 'n8n-workflow';
import { CREDENTIAL_TYPE } from '../../tools/shop.mts';
import type { Profile } from '../measure/profile.mts';
import { median } from '../measure/statistics.mts';
import { Batch } from '../n8n/batch.mts';
import { withProfiler } from '../n8n/profiler.mts';
import { openBench, type Bench } from '../n8n/shop.mts';
import { codeNode, hmacNode, node } from '../n8n/workflows.mts';

const ACTION_TYPE = 'n8n-nodes-yabandpay.yabandPay';

/** Beyond this a run of the one-by-one node says nothing that fewer items have not said, and takes minutes. */
const LONGEST_ONE_BY_ONE_SECONDS = 50;
/** Runs that take longer than this are not repeated: what disturbs them is small beside their length. */
const REPEATED_BELOW_SECONDS = 10;

export type Way = 'node' | 'oneByOne' | 'chain';

/** Milliseconds of one operation for so many items, by way of doing it; null where it was not run. */
export interface ItemsCase {
	operation: string;
	items: number;
	latencyMs: number;
	ms: Record<Way, number | null>;
	runs: Record<Way, number>;
}

export interface ItemsProfile extends Pick<Profile, 'shares'> {
	operation: string;
	way: Way;
	/** Milliseconds of n8n's main thread per item. */
	msPerItem: number;
}

export interface ItemsResult {
	cases: ItemsCase[];
	/** Where the main thread's time goes when nothing has to be waited for. */
	profiles: ItemsProfile[];
}

interface Task {
	operation: string;
	/** JavaScript of an item's JSON. */
	itemJs: string;
	parameters: INodeParameters;
	method: string;
	/** JavaScript of the request's `data`, from `json`. */
	dataJs: string;
}

function tasks(tradeId: string): Task[] {
	return [
		{
			operation: 'Order: Get',
			itemJs: `{ trade_id: '${tradeId}' }`,
			parameters: { resource: 'order', operation: 'get', trade_id: '={{ $json.trade_id }}' },
			method: 'v3.QueryOrder',
			dataJs: '{ trade_id: json.trade_id }',
		},
		{
			operation: 'Online Payment: Create',
			itemJs: "{ number: String(i), amount: (1 + i % 900 / 100).toFixed(2), order_id: String(Date.now()) + String(i).padStart(6, '0') }",
			parameters: {
				resource: 'onlinePayment',
				operation: 'create',
				sub_pay_method: 'YabandPay',
				amount: '={{ $json.amount }}',
				currency: 'EUR',
				description: '=Order {{ $json.number }}',
				notify_url: 'http://127.0.0.1:9/notify',
			},
			method: 'v3.CreatePayments',
			dataJs:
				"{ pay_method: 'online', sub_pay_method: 'YabandPay', amount: json.amount, currency: 'EUR', " +
				"description: 'Order ' + json.number, order_id: json.order_id, notify_url: 'http://127.0.0.1:9/notify' }",
		},
	];
}

function yabandPayNode({ credential }: Bench, parameters: INodeParameters): INode {
	return node('YabandPay', ACTION_TYPE, { parameters, credentials: { [CREDENTIAL_TYPE]: credential } });
}

/** What a user builds without this package, each node at its defaults. */
function handBuilt({ shop, hmacCredential }: Bench, { method, dataJs }: Task): INode[] {
	const stringToSign = `const time = Math.floor(Date.now() / 1000);
return $input.all().map(({ json }) => {
	const data = ${dataJs};
	const flat = { ...data, user: '016683', method: '${method}', time };
	const text = Object.keys(flat).sort().map((key) => key + '=' + flat[key]).join('&');
	return { json: { data, time, text } };
});`;
	const request = node('HTTP Request', 'n8n-nodes-base.httpRequest', {
		typeVersion: 4.5,
		parameters: {
			method: 'POST',
			url: `${shop.sandbox.url}/Payments`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ JSON.stringify({ user: '016683', method: '${method}', time: $json.time, data: $json.data, sign: $json.sign }) }}`,
			options: {},
		},
	});
	return [codeNode('String to Sign', stringToSign), hmacNode('Sign', hmacCredential), request];
}

/** An order at the sandbox that every `Order: Get` asks for. */
async function createOrder(bench: Bench): Promise<string> {
	const [, create] = tasks('');
	const batch = await Batch.publish(bench, 'One order', create.itemJs, [yabandPayNode(bench, create.parameters)]);
	await batch.run(1);
	return bench.shop.sandbox.orders[0].trade_id;
}

async function publishWays(bench: Bench, task: Task): Promise<Record<Way, Batch>> {
	const { operation, itemJs, parameters } = task;
	const oneByOne = { ...parameters, options: { concurrency: 1 } };
	return {
		node: await Batch.publish(bench, `${operation}, node`, itemJs, [yabandPayNode(bench, parameters)]),
		chain: await Batch.publish(bench, `${operation}, by hand`, itemJs, handBuilt(bench, task)),
		oneByOne: await Batch.publish(bench, `${operation}, one by one`, itemJs, [yabandPayNode(bench, oneByOne)]),
	};
}

/** Runs the ways in turn, so that whatever slows the machine down for a while slows all of them down. */
async function compare(ways: Record<Way, Batch>, items: number, latencyMs: number, repeats: number): Promise<Pick<ItemsCase, 'ms' | 'runs'>> {
	const oneByOneSeconds = (items * (latencyMs + 5)) / 1000;
	const planned: Record<Way, number> = {
		node: repeats,
		chain: repeats,
		oneByOne: oneByOneSeconds > LONGEST_ONE_BY_ONE_SECONDS ? 0 : oneByOneSeconds > REPEATED_BELOW_SECONDS ? 1 : repeats,
	};
	const times: Record<Way, number[]> = { node: [], chain: [], oneByOne: [] };
	for (let round = 0; round < repeats; round++) {
		for (const way of Object.keys(ways) as Way[]) {
			if (round < planned[way]) times[way].push(await ways[way].run(items));
		}
	}
	const medianOrNull = (values: number[]) => (values.length === 0 ? null : median(values));
	return {
		ms: { node: median(times.node), chain: median(times.chain), oneByOne: medianOrNull(times.oneByOne) },
		runs: planned,
	};
}

async function profileItems(items: number): Promise<ItemsProfile[]> {
	return await withProfiler(async (bench, inspector) => {
		const profiles: ItemsProfile[] = [];
		for (const task of tasks(await createOrder(bench))) {
			const { node: ours, chain } = await publishWays(bench, task);
			for (const [way, batch] of Object.entries({ node: ours, chain }) as Array<[Way, Batch]>) {
				await batch.run(200);
				const { shares, busyMs } = await inspector.profile(async () => await batch.run(items));
				profiles.push({ operation: task.operation, way, shares, msPerItem: busyMs / items });
			}
		}
		return profiles;
	});
}

/** Items through one node: this node, the same one by one, and the chain of nodes that a user builds without it. */
export async function measureItems(note: (text: string) => void, quick: boolean): Promise<ItemsResult> {
	const cases = await measureCases(note, quick);
	note('profile');
	return { cases, profiles: await profileItems(quick ? 200 : 1000) };
}

async function measureCases(note: (text: string) => void, quick: boolean): Promise<ItemsCase[]> {
	const repeats = quick ? 1 : 3;
	const bench = await openBench();
	try {
		const results: ItemsCase[] = [];
		for (const task of tasks(await createOrder(bench))) {
			const ways = await publishWays(bench, task);
			for (const way of Object.values(ways)) await way.run(50);
			for (const latencyMs of quick ? [0, 50] : [0, 50, 200]) {
				bench.shop.sandbox.clearFaults();
				if (latencyMs > 0) bench.shop.sandbox.addFault({ kind: 'slow', seconds: latencyMs / 1000 });
				for (const items of quick ? [200] : [200, 1000]) {
					note(`${task.operation}, ${items} items, ${latencyMs} ms`);
					const measured = await compare(ways, items, latencyMs, repeats);
					results.push({ operation: task.operation, items, latencyMs, ...measured });
				}
			}
		}
		return results;
	} finally {
		await bench.dispose();
	}
}
