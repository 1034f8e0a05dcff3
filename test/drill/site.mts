import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/src/sandbox.mts';
import type { N8nApi } from '../../tools/n8n/api.mts';
import type { N8nInstall } from '../../tools/n8n/install.mts';
import { N8nInstance } from '../../tools/n8n/instance.mts';
import { N8N_DATABASE } from '../../tools/queue/environment.mts';
import { PostgresServer } from '../../tools/queue/postgres.mts';
import { QueueStack } from '../../tools/queue/stack.mts';
import { Erp, ERP_DATABASE } from './erp.mts';
import type { Mode } from './options.mts';
import { SECRETS } from './secrets.mts';

/**
 * How often and how long a notification is repeated: a few minutes, longer than any fault here lasts. Shorter gaps, or less
 * patience than the gateway's ten seconds, would bury an n8n that has just come back under repeats of what it is working on.
 */
const RETRY_DELAYS = [1_000, 3_000, 5_000, 10_000, 15_000, 30_000, 30_000, 60_000, 60_000];

const START_ATTEMPTS = 3;

export interface SiteOptions {
	install: N8nInstall;
	/** The packed package. */
	tarball: string;
	/** With `debug` shows what n8n would give away, but it writes more than it works. */
	logLevel: 'debug' | 'info';
}

const n8nEnv = (logLevel: string): Record<string, string> => ({
	N8N_LOG_LEVEL: logLevel,
	// PIN and token reach the nodes by expression and are saved nowhere.
	N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false',
	...SECRETS,
});

/** A shop with its gateway, its n8n and its bookkeeping, in either mode, and what can be done to it. */
export interface Site {
	readonly mode: Mode;
	readonly sandbox: Sandbox;
	readonly erp: Erp;
	/** What n8n needs: its API and the address of its webhooks. */
	readonly n8n: { readonly api: N8nApi; webhookUrl(path: string): string };
	/** n8n's processes by name. */
	readonly processes: readonly string[];
	/** How often a process ended by itself. */
	readonly unexpectedEnds: number;
	/** SIGKILL, and a new start. */
	killAndRestart(process: string): Promise<void>;
	/** @param pauseMs how long it stays away, in milliseconds */
	restartPostgres(pauseMs: number): Promise<void>;
	/** Queue mode only. */
	restartRedis?(pauseMs: number): Promise<void>;
	/** Writes everything that n8n has stored and printed into files below a folder. */
	collect(folder: string): Promise<void>;
	dispose(): Promise<void>;
}

async function collectCommon({ n8n, sandbox }: Pick<Site, 'n8n' | 'sandbox'>, folder: string, log: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'n8n.log'), log);
	const executions = await n8n.api.request('GET', '/api/v1/executions?includeData=true&limit=250');
	await writeFile(join(folder, 'executions.json'), JSON.stringify(executions));
	await writeFile(join(folder, 'workflows.json'), JSON.stringify(await n8n.api.request('GET', '/api/v1/workflows?limit=250')));
	const answers = sandbox.notifications.flatMap(({ attempts }) => attempts.map(({ answer }) => answer));
	await writeFile(join(folder, 'answers-to-the-gateway.txt'), answers.join('\n'));
}

async function openSingle({ install, tarball, logLevel }: SiteOptions): Promise<Site> {
	const sandbox = await startSandbox({ notificationRetryDelays: RETRY_DELAYS });
	const postgres = await PostgresServer.start();
	const erp = await Erp.create(postgres, install);
	const n8n = await N8nInstance.start({ install, tarball, env: n8nEnv(logLevel) });
	let unexpectedEnds = 0;
	return {
		mode: 'single', sandbox, erp, n8n, processes: ['n8n'],
		get unexpectedEnds() {
			return unexpectedEnds;
		},
		async killAndRestart() {
			await n8n.kill();
			// As a service manager does: n8n has been seen to end by a signal while it took up the work of the one before.
			for (let left = START_ATTEMPTS; ; left--) {
				try {
					return await n8n.startAgain();
				} catch (error) {
					if (left === 1) throw error;
					unexpectedEnds++;
				}
			}
		},
		restartPostgres: async (pauseMs) => await postgres.restart(pauseMs),
		async collect(folder) {
			await collectCommon({ n8n, sandbox }, folder, n8n.log);
			for (const kind of ['workflow', 'credentials']) await n8n.cli(`export:${kind}`, '--all', `--output=${join(folder, `${kind}.json`)}`);
			await cp(join(n8n.folder, '.n8n'), join(folder, 'n8n'), { recursive: true });
			await writeFile(join(folder, 'erp.sql'), await postgres.dump(ERP_DATABASE));
		},
		async dispose() {
			await n8n.dispose();
			await postgres.dispose();
			await sandbox.close();
		},
	};
}

async function openQueue({ install, tarball, logLevel }: SiteOptions): Promise<Site> {
	const sandbox = await startSandbox({ notificationRetryDelays: RETRY_DELAYS });
	const n8n = await QueueStack.start({ install, tarball, env: n8nEnv(logLevel) });
	const { postgres, redis } = n8n;
	const erp = await Erp.create(postgres, install);
	return {
		mode: 'queue', sandbox, erp, n8n, processes: [...n8n.members.keys()],
		get unexpectedEnds() {
			return [...n8n.members.values()].reduce((sum, { restarts }) => sum + restarts, 0);
		},
		async killAndRestart(process) {
			await n8n.member(process).kill();
			await n8n.member(process).start();
		},
		restartPostgres: async (pauseMs) => await postgres.restart(pauseMs),
		restartRedis: async (pauseMs) => await redis.restart(pauseMs),
		async collect(folder) {
			await collectCommon({ n8n, sandbox }, folder, n8n.log);
			for (const database of [N8N_DATABASE, ERP_DATABASE]) await writeFile(join(folder, `${database}.sql`), await postgres.dump(database));
			await cp(redis.folder, join(folder, 'redis'), { recursive: true });
			for (const name of n8n.members.keys()) await cp(join(n8n.folderOf(name), '.n8n'), join(folder, name), { recursive: true });
			await writeFile(join(folder, 'servers.log'), postgres.log + redis.log);
		},
		async dispose() {
			await n8n.dispose();
			await sandbox.close();
		},
	};
}

/** Opens a shop, everything throwaway and on 127.0.0.1. */
export async function openSite(mode: Mode, options: SiteOptions): Promise<Site> {
	return await (mode === 'single' ? openSingle : openQueue)(options);
}
