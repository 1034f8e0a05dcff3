import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one request, or never does. */
export type Misbehaviour = (response: ServerResponse, request: IncomingMessage) => void;

/** A gateway that answers as no gateway should: what a node meets in an outage, or behind a wrong base URL. */
export class MisbehavingGateway {
	/** bodies of the requests that have arrived, as text */
	readonly received: string[] = [];

	readonly url: string;

	private readonly server: Server;

	private constructor(server: Server, received: string[]) {
		this.server = server;
		this.received = received;
		this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	/** Starts listening on a free port of 127.0.0.1. */
	static async start(misbehave: Misbehaviour): Promise<MisbehavingGateway> {
		const received: string[] = [];
		const server = createServer((request, response) => {
			let body = '';
			request.setEncoding('utf8');
			request.on('data', (chunk: string) => (body += chunk));
			request.on('end', () => {
				received.push(body);
				misbehave(response, request);
			});
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return new MisbehavingGateway(server, received);
	}

	/** Stops listening and cuts every connection. */
	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

/** Answers with this status, type and body. */
export function answering(status: number, body: string, contentType = 'application/json'): Misbehaviour {
	return (response) => response.writeHead(status, { 'content-type': contentType }).end(body);
}
