import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { findFreePorts } from '../free-ports.mts';
import { createThrowawayFolder, type ThrowawayFolder } from '../throwaway-folder.mts';
import { N8nApi } from './api.mts';
import { installCommunityPackage } from './community-package.mts';
import { n8nEnvironment, type Owner } from './environment.mts';
import type { N8nInstall } from './install.mts';
import { N8nProcess } from './n8n-process.mts';

export interface N8nOptions {
	install: N8nInstall;
	/** The packed package (.tgz) to install as a community node. */
	tarball: string;
	/** Further environment variables, or other values for those of `n8nEnvironment`. */
	env?: Record<string, string>;
	/** Called every few seconds while n8n starts, with the seconds so far. */
	onProgress?: (seconds: number) => void;
}

/** A throwaway n8n with the package installed: SQLite, its own folder and ports, reachable from this machine only. */
export class N8nInstance {
	readonly owner: Owner;
	/** Without a slash at the end. */
	readonly url: string;
	/** N8N_USER_FOLDER. */
	readonly folder: string;
	readonly #install: N8nInstall;
	readonly #throwaway: ThrowawayFolder;
	readonly #env: Record<string, string>;
	#process: N8nProcess | undefined;
	#api: N8nApi | undefined;
	#earlierLogs = '';

	/** Makes the folder, installs the package, starts n8n, logs in. */
	static async start(options: N8nOptions): Promise<N8nInstance> {
		const throwaway = createThrowawayFolder('n8n');
		try {
			await installCommunityPackage(throwaway.path, options.tarball);
			const [http, broker] = await findFreePorts(2);
			const instance = new N8nInstance(options, throwaway, { http, broker });
			await instance.#start(options.onProgress);
			return instance;
		} catch (error) {
			throwaway.remove();
			throw error;
		}
	}

	private constructor(options: N8nOptions, throwaway: ThrowawayFolder, ports: { http: number; broker: number }) {
		this.#install = options.install;
		this.#throwaway = throwaway;
		this.folder = throwaway.path;
		this.url = `http://127.0.0.1:${ports.http}`;
		this.owner = { email: 'owner@example.com', password: `Demo-${randomBytes(6).toString('hex')}` };
		const encryptionKey = randomBytes(24).toString('hex');
		this.#env = {
			...n8nEnvironment(this.#install, { folder: this.folder, ports, owner: this.owner, encryptionKey }),
			...options.env,
		};
	}

	/** The API, with the owner logged in. */
	get api(): N8nApi {
		if (!this.#api) throw new Error('n8n is not running');
		return this.#api;
	}

	/** Everything that n8n has printed since the first start. */
	get log(): string {
		return this.#earlierLogs + (this.#process?.log ?? '');
	}

	/** The process ID of n8n, which leads a process group of its own. */
	get pid(): number {
		if (!this.#process) throw new Error('n8n is not running');
		return this.#process.pid;
	}

	/** The production URL of a webhook, e.g. `webhookUrl('<webhook ID>/webhook')`. */
	webhookUrl(path: string): string {
		return `${this.url}/webhook/${path}`;
	}

	/** Ends n8n the regular way; folder, database and ports are kept for `startAgain`. */
	async stop(): Promise<void> {
		await this.#process?.stop();
		this.#keepLog();
	}

	/** Ends n8n like a power cut; folder, database and ports are kept for `startAgain`. */
	async kill(): Promise<void> {
		await this.#process?.kill();
		this.#keepLog();
	}

	/** Starts n8n on the same folder and ports after `stop` or `kill`, and logs in. */
	async startAgain(): Promise<void> {
		if (this.#process) throw new Error('n8n is running already');
		await this.#start();
	}

	/**
	 * Runs n8n's command line on the same folder, for example `cli('export:workflow', '--all', '--output=…')`.
	 *
	 * @returns what it printed to standard output
	 */
	async cli(...args: string[]): Promise<string> {
		const [broker] = await findFreePorts(1);
		const { stdout } = await promisify(execFile)(process.execPath, [this.#install.bin, ...args], {
			cwd: this.folder,
			env: { ...this.#env, N8N_RUNNERS_BROKER_PORT: String(broker) },
			maxBuffer: 64 * 1024 * 1024,
		});
		return stdout;
	}

	/** Ends n8n and removes its folder. */
	async dispose(): Promise<void> {
		await this.kill();
		this.#throwaway.remove();
	}

	async #start(onProgress?: (seconds: number) => void): Promise<void> {
		this.#process = await N8nProcess.start(this.#install, {
			command: 'start',
			env: this.#env,
			cwd: this.folder,
			readyUrl: `${this.url}/healthz/readiness`,
			onProgress,
		});
		this.#api = await N8nApi.login(this.url, this.owner);
	}

	#keepLog(): void {
		this.#earlierLogs = this.log;
		this.#process = undefined;
		this.#api = undefined;
	}
}
