import autocannon from 'autocannon';
import { performance } from 'node:perf_hooks';
import { waitFor } from '../../tools/wait-for.mts';
import { cpuTime } from '../measure/process.mts';
import type { Bench } from './shop.mts';

/** Callers at the same time: as many as a busy shop has payments under way. */
export const CONNECTIONS = 10;

export interface Target {
	/** The workflow's ID. */
	id: string;
	url: string;
}

/** One round of calls. */
export interface Round {
	/** Calls per second, counted until the last execution had ended. */
	perSecond: number;
	p50Ms: number;
	p99Ms: number;
	/** CPU time of n8n per call, in all its threads and processes, in milliseconds. */
	cpuMs: number;
	/** The part of it in n8n's main thread. */
	mainThreadMs: number;
	/** Executions that n8n has stored for it, per call. */
	executions: number;
}

type ExecutionPage = { data: Array<{ id: string; status: string }> };

/**
 * Sends so many calls from this machine to this machine, and waits until n8n has finished everything they started.
 *
 * @param status the status that every answer must have
 * @throws Error if one has another
 */
export async function callWebhook({ shop }: Bench, target: Target, calls: number, body: () => string, status: number): Promise<Round> {
	const { pid, api } = shop.n8n;
	const lastExecution = async (filter: string) =>
		(await api.request<ExecutionPage>('GET', `/api/v1/executions?limit=1${filter}`)).data[0];
	const before = Number((await lastExecution(''))?.id ?? 0);
	const cpuBefore = cpuTime(pid);
	const started = performance.now();
	const result = await autocannon({
		url: target.url,
		connections: CONNECTIONS,
		amount: calls,
		timeout: 60,
		// It looks this often whether it is done: at its own second the rates would come in steps.
		sampleInt: 20,
		requests: [{
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			setupRequest: (request) => ({ ...request, body: body() }),
		}],
	});
	await waitFor('n8n to finish the executions', async () => !(await lastExecution('&status=running')), { everyMs: 100 });
	const elapsed = performance.now() - started;
	const cpu = cpuTime(pid);
	const answered = result.statusCodeStats?.[`${status}`]?.count ?? 0;
	if (answered !== calls || result.errors > 0) {
		throw new Error(`${answered} of ${calls} calls were answered with ${status}: ${JSON.stringify(result.statusCodeStats)}`);
	}
	return {
		perSecond: (calls / elapsed) * 1000,
		p50Ms: result.latency.p50,
		p99Ms: result.latency.p99,
		cpuMs: (cpu.total - cpuBefore.total) / calls,
		mainThreadMs: (cpu.mainThread - cpuBefore.mainThread) / calls,
		executions: (Number((await lastExecution(''))?.id ?? 0) - before) / calls,
	};
}
