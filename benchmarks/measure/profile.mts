import type { Profiler } from 'node:inspector';
import { once } from 'node:events';
import { waitFor } from '../../tools/wait-for.mts';

/**
 * Where the time of n8n's main thread goes, told by the package that a source file belongs to, or by `node:`. The first that
 * fits counts.
 */
const PLACES: ReadonlyArray<[string, RegExp]> = [
	['this package', /^n8n-nodes-yabandpay\//],
	['expression engine', /^(isolated-vm|@n8n\/expression-runtime|@n8n\/tournament)\/|^n8n-workflow\/.*(expression|workflow-data-proxy)/],
	['database', /^(sqlite3|@n8n\/typeorm|@n8n\/db|flatted|sqlite-pooled)\/?/],
	['HTTP', /^(axios|follow-redirects|form-data|proxy-from-env|[^/]*agent[^/]*|express|body-parser|router|raw-body|finalhandler|send)\/|^node:(_?http|net|url|internal\/(streams|http|net|stream_base|url))/],
	['n8n', /^(n8n|n8n-core|n8n-workflow|n8n-nodes-base|@n8n\/[^/]+)\//],
	['Node.js', /^node:/],
];

/** Share of the main thread's busy time by place, largest first. */
export type ProfileShares = Array<{ place: string; share: number }>;

/** A place that takes long: function and file. */
export interface HotFunction {
	name: string;
	file: string;
	/** Share of the busy time, 0 to 1. */
	share: number;
}

export interface Profile {
	shares: ProfileShares;
	hottest: HotFunction[];
	/** Milliseconds in which the main thread did something. */
	busyMs: number;
}

/** Node.js's own debugging protocol, as far as the CPU profiler needs it. */
export class Inspector {
	readonly #socket: WebSocket;
	#lastId = 0;

	private constructor(socket: WebSocket) {
		this.#socket = socket;
	}

	/** @param port of `--inspect=127.0.0.1:<port>` */
	static async connect(port: number): Promise<Inspector> {
		const list = await waitFor('the inspector', async () => {
			return await fetch(`http://127.0.0.1:${port}/json/list`).then(
				async (response) => (await response.json()) as Array<{ webSocketDebuggerUrl: string }>,
				() => undefined,
			);
		});
		const socket = new WebSocket(list[0].webSocketDebuggerUrl);
		await once(socket, 'open');
		const inspector = new Inspector(socket);
		await inspector.#call('Profiler.enable');
		await inspector.#call('Profiler.setSamplingInterval', { interval: 500 });
		return inspector;
	}

	/** Profiles the main thread while something runs. */
	async profile(work: () => Promise<unknown>): Promise<Profile> {
		await this.#call('Profiler.start');
		await work();
		const { profile } = (await this.#call('Profiler.stop')) as { profile: Profiler.Profile };
		return summarize(profile);
	}

	close(): void {
		this.#socket.close();
	}

	async #call(method: string, params: object = {}): Promise<unknown> {
		const id = ++this.#lastId;
		const answer = new Promise<{ result?: unknown; error?: { message: string } }>((resolve) => {
			const listen = ({ data }: MessageEvent) => {
				const message = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: { message: string } };
				if (message.id !== id) return;
				this.#socket.removeEventListener('message', listen);
				resolve(message);
			};
			this.#socket.addEventListener('message', listen);
		});
		this.#socket.send(JSON.stringify({ id, method, params }));
		const { result, error } = await answer;
		if (error) throw new Error(`${method}: ${error.message}`);
		return result;
	}
}

function placeOf({ functionName, url }: Profiler.ProfileNode['callFrame']): string {
	if (functionName === '(garbage collector)') return 'garbage collection';
	if (url === '') return 'native code';
	const source = url.split('node_modules/').at(-1) ?? '';
	return PLACES.find(([, pattern]) => pattern.test(source))?.[0] ?? 'other packages';
}

/** Native code belongs to whoever called it: creating an isolate is a native call of the expression engine. */
function summarize({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Profile {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
	const time = new Map<number, number>();
	samples.forEach((id, index) => time.set(id, (time.get(id) ?? 0) + timeDeltas[index]));

	const places = new Map<string, number>();
	const functions = new Map<string, HotFunction>();
	let busy = 0;
	for (const [id, microseconds] of time) {
		let node = byId.get(id);
		if (!node || node.callFrame.functionName === '(idle)') continue;
		busy += microseconds;
		const key = `${node.callFrame.functionName} ${node.callFrame.url}`;
		const hot = functions.get(key) ?? { name: node.callFrame.functionName || '(anonymous)', file: node.callFrame.url, share: 0 };
		hot.share += microseconds;
		functions.set(key, hot);
		let place = placeOf(node.callFrame);
		while (place === 'native code' && parents.has(node.id)) {
			node = byId.get(parents.get(node.id) as number) as Profiler.ProfileNode;
			place = placeOf(node.callFrame);
		}
		places.set(place, (places.get(place) ?? 0) + microseconds);
	}
	const shares = [...places].map(([place, microseconds]) => ({ place, share: microseconds / busy })).sort((a, b) => b.share - a.share);
	const hottest = [...functions.values()]
		.map((hot) => ({ ...hot, share: hot.share / busy }))
		.sort((a, b) => b.share - a.share)
		.slice(0, 40);
	return { shares, hottest, busyMs: busy / 1000 };
}
