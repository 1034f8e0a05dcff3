import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The listening port, which can be closed for a while: then connections are really refused. */
export class Listener {
	readonly #server: Server;
	readonly #host: string;
	#timer: NodeJS.Timeout | undefined;
	#closed = false;
	port = 0;

	constructor(server: Server, host: string) {
		this.#server = server;
		this.#host = host;
	}

	/** Starts listening. @param port 0 for any free one */
	async open(port: number): Promise<void> {
		this.#server.listen(port, this.#host);
		await once(this.#server, 'listening');
		this.port = (this.#server.address() as AddressInfo).port;
	}

	/** The address as a browser writes it. */
	get url(): string {
		const host = this.#host.includes(':') ? `[${this.#host}]` : this.#host;
		return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${this.port}`;
	}

	/** Refuses connections for so many seconds; open ones are cut. */
	refuse(seconds: number): void {
		clearTimeout(this.#timer);
		// The request that asked for this is answered first.
		setImmediate(() => {
			this.#server.close();
			setTimeout(() => this.#server.closeAllConnections(), 50);
		});
		this.#timer = setTimeout(
			() => {
				if (!this.#closed) this.#server.listen(this.port, this.#host);
			},
			Math.max(seconds * 1000, 100),
		);
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}
}
