import { randomBytes } from 'node:crypto';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePorts } from '../free-ports.mts';
import { N8nApi } from '../n8n/api.mts';
import { installCommunityPackage } from '../n8n/community-package.mts';
import { n8nEnvironment, type Owner } from '../n8n/environment.mts';
import type { N8nOptions } from '../n8n/instance.mts';
import { createThrowawayFolder, type ThrowawayFolder } from '../throwaway-folder.mts';
import { N8N_DATABASE, queueEnvironment } from './environment.mts';
import { Member } from './member.mts';
import { PostgresServer } from './postgres.mts';
import { RedisServer } from './redis.mts';
import { RoundRobin } from './round-robin.mts';

export interface QueueOptions extends Omit<N8nOptions, 'onProgress'> {
	workers?: number;
	webhooks?: number;
}

type Command = 'start' | 'worker' | 'webhook';

/** The servers that n8n's processes share. */
interface Servers {
	postgres: PostgresServer;
	redis: RedisServer;
	proxy: RoundRobin;
}

/**
 * A throwaway n8n in queue mode: one main process (editor, API), workers that run the executions, webhook processes behind a
 * load balancer, a PostgreSQL and a Redis. Each process has a folder of its own with the package installed, as containers do.
 */
export class QueueStack {
	readonly owner: Owner;
	readonly postgres: PostgresServer;
	readonly redis: RedisServer;
	readonly proxy: RoundRobin;
	/** `main`, `worker-1` …, `webhook-1` …; the webhook processes in the order of the proxy's targets. */
	readonly members: ReadonlyMap<string, Member>;
	readonly #url: string;
	readonly #throwaway: ThrowawayFolder;
	#api: N8nApi | undefined;

	/** Starts everything: about half a minute on two cores. */
	static async start(options: QueueOptions): Promise<QueueStack> {
		const throwaway = createThrowawayFolder('n8n-queue');
		const { workers = 2, webhooks = 2 } = options;
		const ports = await findFreePorts(2 * (1 + workers + webhooks));
		const webhookPorts = ports.slice(1, 1 + webhooks);
		const [postgres, redis, proxy] = await Promise.all([PostgresServer.start(), RedisServer.start(), RoundRobin.start(webhookPorts)]);
		await postgres.createDatabase(N8N_DATABASE);
		const names = [
			'main',
			...webhookPorts.map((_, index) => `webhook-${index + 1}`),
			...Array.from({ length: workers }, (_, index) => `worker-${index + 1}`),
		];
		const stack = new QueueStack(options, throwaway, { postgres, redis, proxy }, names, ports);
		try {
			await stack.#start(options.tarball);
			return stack;
		} catch (error) {
			await stack.dispose();
			throw error;
		}
	}

	private constructor(
		{ install, env }: QueueOptions,
		throwaway: ThrowawayFolder,
		{ postgres, redis, proxy }: Servers,
		names: string[],
		ports: number[],
	) {
		this.#throwaway = throwaway;
		this.postgres = postgres;
		this.redis = redis;
		this.proxy = proxy;
		this.#url = `http://127.0.0.1:${ports[0]}`;
		this.owner = { email: 'owner@example.com', password: `Demo-${randomBytes(6).toString('hex')}` };
		const encryptionKey = randomBytes(24).toString('hex');
		const members = names.map((name, index): [string, Member] => {
			const [http, broker] = [ports[index], ports[names.length + index]];
			const folder = this.folderOf(name);
			const command: Command = name === 'main' ? 'start' : name.startsWith('worker') ? 'worker' : 'webhook';
			const environment = {
				...n8nEnvironment(install, { folder, ports: { http, broker }, owner: this.owner, encryptionKey }),
				...queueEnvironment(postgres, redis, proxy.url),
				QUEUE_HEALTH_CHECK_PORT: String(http),
				...env,
			};
			return [name, new Member(name, install, { command, env: environment, cwd: folder, readyUrl: `http://127.0.0.1:${http}/healthz/readiness` })];
		});
		this.members = new Map(members);
	}

	/** The API of the main process, with the owner logged in. */
	get api(): N8nApi {
		if (!this.#api) throw new Error('n8n is not running');
		return this.#api;
	}

	/** Where all of n8n's processes keep their files, a folder each. */
	get folder(): string {
		return this.#throwaway.path;
	}

	/** Everything that n8n's processes have printed. */
	get log(): string {
		return [...this.members.values()].map(({ log }) => log).join('\n');
	}

	/** A process's N8N_USER_FOLDER. */
	folderOf(name: string): string {
		return join(this.folder, name);
	}

	/** The production URL of a webhook, at the load balancer. */
	webhookUrl(path: string): string {
		return `${this.proxy.url}/webhook/${path}`;
	}

	/** @param name e.g. `worker-1` */
	member(name: string): Member {
		const member = this.members.get(name);
		if (!member) throw new Error(`There is no process "${name}"`);
		return member;
	}

	/** Ends everything and removes what it stored. */
	async dispose(): Promise<void> {
		await Promise.all([...this.members.values()].map(async (member) => await member.kill()));
		await this.proxy.close();
		await Promise.all([this.postgres.dispose(), this.redis.dispose()]);
		this.#throwaway.remove();
	}

	async #start(tarball: string): Promise<void> {
		const [first, ...others] = [...this.members.keys()];
		await mkdir(this.folderOf(first));
		await installCommunityPackage(this.folderOf(first), tarball);
		await Promise.all(others.map(async (name) => await cp(this.folderOf(first), this.folderOf(name), { recursive: true })));
		// The main process creates the tables that the others expect.
		await this.member('main').start();
		await Promise.all(others.map(async (name) => await this.member(name).start()));
		this.#api = await N8nApi.login(this.#url, this.owner);
	}
}
