import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	path: string;
	contentType: string;
	text: string;
	remoteAddress: string;
	/** The parsed JSON, or undefined. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	json: any;
}

export interface Receiver {
	/** Address to give as notify_url. */
	url: string;
	received: Received[];
	/** What is answered; replace it to refuse, or return undefined to stay silent. */
	reply: (notification: Received) => { status: number; body: string } | undefined;
	/** Resolves with the n-th notification, counted from one. */
	nth: (n: number) => Promise<Received>;
	close: () => Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A server that notifications can be sent to; answers `ok` until told otherwise. */
export async function startReceiver(): Promise<Receiver> {
	const waiting: Array<{ n: number; resolve: (received: Received) => void }> = [];
	const server = createServer(async (request, response) => {
		const text = await textOf(request);
		const { url = '', headers, socket } = request;
		const contentType = headers['content-type'] ?? '';
		const notification = { path: url, contentType, text, remoteAddress: socket.remoteAddress ?? '', json: parse(text) };
		receiver.received.push(notification);
		const answer = receiver.reply(notification);
		if (answer) response.writeHead(answer.status, { 'content-type': 'text/plain' }).end(answer.body);
		for (const { n, resolve } of waiting) if (receiver.received.length >= n) resolve(receiver.received[n - 1]);
	});
	const receiver: Receiver = {
		url: '',
		received: [],
		reply: () => ({ status: 200, body: 'ok' }),
		nth: async (n) => receiver.received[n - 1] ?? (await new Promise((resolve) => waiting.push({ n, resolve }))),
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`;
	return receiver;
}
