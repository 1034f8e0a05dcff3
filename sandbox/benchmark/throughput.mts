import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

import { startSandbox } from '../src/sandbox.mts';

/** Seconds of load per case, and connections: bounded, and on this machine only. */
const SECONDS = 5;
const CONNECTIONS = 20;
const KEY = 'benchmark-key';

let counter = 0;

/** A signed sale with an order number of its own: signing is part of the client's work here, so the ceiling is understated. */
function signedBody(method: string, data: Record<string, string>): string {
	const user = '016683';
	const time = Math.floor(Date.now() / 1000);
	const flat: Record<string, unknown> = { ...data, user, method, time };
	const text = Object.keys(flat).sort().map((key) => `${key}=${String(flat[key])}`).join('&');
	return JSON.stringify({ user, method, time, data, sign: createHmac('sha256', KEY).update(text).digest('hex') });
}

function sale(): string {
	return signedBody('v3.CreatePayments', {
		pay_method: 'online', sub_pay_method: 'Payconiq', order_id: `9${++counter}`, amount: '12.50', currency: 'EUR',
		description: 'Benchmark', notify_url: 'http://127.0.0.1:9/notify',
	});
}

async function measure(title: string, url: string, body: () => string): Promise<void> {
	const result = await autocannon({
		url: `${url}/Payments`, connections: CONNECTIONS, duration: SECONDS,
		requests: [{ method: 'POST', headers: { 'content-type': 'application/json' }, setupRequest: (request) => ({ ...request, body: body() }) }],
	});
	const { latency, requests, errors, non2xx } = result;
	const rate = Math.round(requests.average);
	console.log(`${title}: ${rate} requests/s, p50 ${latency.p50} ms, p99 ${latency.p99} ms, errors ${errors + non2xx}`);
	if (rate < 1000) process.exitCode = 1;
}

/** Milliseconds from starting the command until it prints what to paste. */
async function measureStart(): Promise<number> {
	const started = performance.now();
	const main = fileURLToPath(new URL('../src/main.mts', import.meta.url));
	const child = spawn(process.execPath, [main, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
	await once(child.stdout, 'data');
	const elapsed = performance.now() - started;
	child.kill('SIGTERM');
	await once(child, 'exit');
	return Math.round(elapsed);
}

const starts = [await measureStart(), await measureStart(), await measureStart()];
console.log(`start of the command, best of three: ${Math.min(...starts)} ms`);
const sandbox = await startSandbox({ secretKey: KEY });
await measure('sale created, checked and kept', sandbox.url, sale);
const [{ trade_id }] = sandbox.orders;
await measure('order queried', sandbox.url, () => signedBody('v3.QueryOrder', { trade_id }));
const refused = sandbox.storedRequests().filter(({ code }) => code !== '200').length;
console.log(`orders in the ledger: ${sandbox.orders.length}, refused among the last 500 requests: ${refused}`);
await sandbox.close();
