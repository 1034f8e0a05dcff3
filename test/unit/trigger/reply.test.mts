import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'express';
import { afterEach, expect, it } from 'vitest';
import { wasStored } from '../../../nodes/shared/reply.ts';

let close = async (): Promise<void> => {};
afterEach(async () => await close());

/** Serves one request and hands its reply to the test. */
async function call(): Promise<{ response: ServerResponse; hangUp: () => void; answer: Promise<unknown> }> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	close = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	const controller = new AbortController();
	const { port } = server.address() as AddressInfo;
	const answer = fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x', signal: controller.signal }).catch(() => undefined);
	const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
	return { response, hangUp: () => controller.abort(), answer };
}

const stored = async (response: ServerResponse): Promise<boolean> => await wasStored(response as Response);

it.each([
	[200, true],
	[500, false],
	[404, false],
])('n8n answers %i: %s', async (status, expected) => {
	const { response } = await call();
	const outcome = stored(response);
	response.writeHead(status).end('x');
	expect(await outcome).toBe(expected);
});

it.each([
	[200, true],
	[500, false],
])('the caller hangs up before n8n answers %i: what n8n says counts', async (status, expected) => {
	const { response, hangUp, answer } = await call();
	const outcome = stored(response);
	hangUp();
	await answer;
	await once(response, 'close');
	expect(await Promise.race([outcome, sleep(300, 'undecided')])).toBe('undecided');
	response.writeHead(status).end('x');
	expect(await outcome).toBe(expected);
});

it('the caller had hung up before anybody asked', async () => {
	const { response, hangUp } = await call();
	hangUp();
	await once(response, 'close');
	const outcome = stored(response);
	response.writeHead(200).end('x');
	expect(await outcome).toBe(true);
});
