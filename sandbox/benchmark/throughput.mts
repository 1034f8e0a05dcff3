import autocannon from 'autocannon';
import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** Seconds of load per case, and connections: bounded, and on this machine only. */
const SECONDS = 5;
const CONNECTIONS = 20;
const KEY = 'benchmark-key';

let counter = 0;

/** A signed request; signing is part of the client's work here, so the rate is understated. */
function signedBody(method: string, data: Record<string, string>): string {
	const user = '016683';
	const time = Math.floor(Date.now() / 1000);
	const flat: Record<string, unknown> = { ...data, user, method, time };
	const text = Object.keys(flat)
		.sort()
		.map((key) => `${key}=${String(flat[key])}`)
		.join('&');
	return JSON.stringify({ user, method, time, data, sign: createHmac('sha256', KEY).update(text).digest('hex') });
}

function sale(): string {
	return signedBody('v3.CreatePayments', {
		pay_method: 'online',
		sub_pay_method: 'Payconiq',
		order_id: `9${++counter}`,
		amount: '12.50',
		currency: 'EUR',
		description: 'Benchmark',
		notify_url: 'http://127.0.0.1:9/notify',
	});
}

/** The command as a process of its own, ready, with the milliseconds that took. */
async function startCommand(): Promise<{ child: ChildProcess; url: string; elapsed: number }> {
	const started = performance.now();
	const main = fileURLToPath(new URL('../src/main.mts', import.meta.url));
	const options = ['--port', '0', '--secret-key', KEY];
	const child = spawn(process.execPath, [main, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [text] = (await once(child.stdout, 'data')) as [Buffer];
	return { child, url: /http:\S+/.exec(text.toString())?.[0] ?? '', elapsed: Math.round(performance.now() - started) };
}

async function stop(child: ChildProcess): Promise<void> {
	child.kill('SIGTERM');
	await once(child, 'exit');
}

/** Processor seconds a process has used so far, from /proc (in hundredths): they do not depend on what else the machine does. */
async function processorSeconds({ pid }: ChildProcess): Promise<number> {
	const text = await readFile(`/proc/${pid}/stat`, 'utf8');
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function measure(title: string, child: ChildProcess, url: string, body: () => string): Promise<void> {
	const before = await processorSeconds(child);
	const { latency, requests, errors, non2xx } = await autocannon({
		url: `${url}/Payments`,
		connections: CONNECTIONS,
		duration: SECONDS,
		requests: [
			{
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				setupRequest: (request) => ({ ...request, body: body() }),
			},
		],
	});
	const used = (await processorSeconds(child)) - before;
	const perSecond = Math.round(requests.total / used);
	console.log(
		`${title}: ${Math.round(requests.average)} requests/s now, ${perSecond} per processor second, ` +
			`p50 ${latency.p50} ms, p99 ${latency.p99} ms, errors ${errors + non2xx}`,
	);
	if (perSecond < 1000) process.exitCode = 1;
}

const runs = [await startCommand(), await startCommand(), await startCommand()];
console.log(`ready after ${Math.min(...runs.map(({ elapsed }) => elapsed))} ms, best of three`);
const [{ child, url }, ...others] = runs;
await Promise.all(others.map(async (other) => await stop(other.child)));
await measure('sale created, checked and kept', child, url, sale);
const orders = (await (await fetch(`${url}/_sandbox/orders`)).json()) as Array<{ trade_id: string; state: string }>;
await measure('order queried', child, url, () => signedBody('v3.QueryOrder', { trade_id: orders[0].trade_id }));
console.log(`orders in the ledger: ${orders.length}`);
await stop(child);
