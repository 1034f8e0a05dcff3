import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call that the proxy passed on. */
export interface PassedCall {
	/** The path with its query. */
	path: string;
	/** Which target answered, by its place in the list. */
	target: number;
	status: number;
}

const KEPT_CALLS = 10_000;

/** A target that never took the call: trying the next one cannot do anything twice. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * A small load balancer on 127.0.0.1 in front of n8n's webhook processes. Each call goes to the next target in turn, and on
 * to the one after it if no connection can be made. A call that was passed on and not answered gets a 502.
 */
export class RoundRobin {
	/** The latest calls that were answered, oldest first. */
	readonly calls: PassedCall[] = [];
	readonly #server = createServer((incoming, outgoing) => void this.#pass(incoming, outgoing));
	readonly #ports: readonly number[];
	#next = 0;
	#url = '';

	/** @param ports of the targets on 127.0.0.1 */
	static async start(ports: readonly number[]): Promise<RoundRobin> {
		const proxy = new RoundRobin(ports);
		await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
		proxy.#url = `http://127.0.0.1:${(proxy.#server.address() as AddressInfo).port}`;
		return proxy;
	}

	private constructor(ports: readonly number[]) {
		this.#ports = ports;
	}

	/** Without a slash at the end. */
	get url(): string {
		return this.#url;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const body = Buffer.concat(await incoming.toArray().catch(() => []));
		const first = this.#next++;
		for (let offset = 0; offset < this.#ports.length; offset++) {
			const target = (first + offset) % this.#ports.length;
			const code = await this.#exchange(target, incoming, body, outgoing);
			if (code === undefined) return;
			if (!NOT_CONNECTED.has(code)) break;
		}
		if (outgoing.headersSent) outgoing.destroy();
		else outgoing.writeHead(502, { 'content-type': 'text/plain' }).end('bad gateway');
	}

	/** @returns undefined when the target has answered, else the network's error code */
	async #exchange(target: number, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): Promise<string | undefined> {
		const { method, url: path = '/', headers } = incoming;
		const forwarded = { ...headers, 'x-forwarded-for': incoming.socket.remoteAddress ?? '', connection: 'close' };
		return await new Promise((resolve) => {
			const failed = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message);
			const options = { host: '127.0.0.1', port: this.#ports[target], method, path, headers: forwarded, agent: false };
			const request = httpRequest(options, (response) => {
				const { statusCode: status = 502 } = response;
				this.calls.push({ path, target, status });
				if (this.calls.length > KEPT_CALLS) this.calls.shift();
				outgoing.writeHead(status, { ...response.headers, connection: 'close' });
				response.on('error', failed);
				response.pipe(outgoing).on('finish', () => resolve(undefined));
			});
			outgoing.on('close', () => request.destroy());
			request.on('error', failed).end(body);
		});
	}
}
