import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was booked, and under which idempotency key. */
export interface Booking {
	key: string | undefined;
	body: Record<string, unknown>;
}

/** A bookkeeping system that takes every booking. */
export interface Erp {
	url: string;
	bookings: Booking[];
	close(): void;
}

/** Starts it on a free port of 127.0.0.1. */
export async function startErp(): Promise<Erp> {
	const bookings: Booking[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Booking['body'];
		bookings.push({ key: request.headers['idempotency-key'] as string | undefined, body });
		response.setHeader('content-type', 'application/json').end(JSON.stringify({ booking: bookings.length }));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const close = () => {
		server.closeAllConnections();
		server.close();
	};
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/bookings`, bookings, close };
}
