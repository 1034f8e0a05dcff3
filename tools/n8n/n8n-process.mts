import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { onExit } from '../on-exit.mts';
import { waitFor } from '../wait-for.mts';
import type { N8nInstall } from './install.mts';

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;
const LOG_TAIL = 4_000;
const PROGRESS_MS = 3_000;

export interface N8nProcessOptions {
	/** `start` for everything in one process; the others are the parts of queue mode. */
	command: 'start' | 'worker' | 'webhook';
	env: Record<string, string>;
	/** The working directory. */
	cwd: string;
	/** Answers 200 as soon as n8n can be used. */
	readyUrl: string;
	/** Called every few seconds until then, with the seconds so far. */
	onProgress?: (seconds: number) => void;
}

/** A running n8n process and the helpers that it starts. Ended together with this process. */
export class N8nProcess {
	readonly #child: ChildProcess;
	readonly #exited: Promise<void>;
	readonly #forget: () => void;
	#log = '';

	/** Starts n8n and waits until it is ready. Throws with the end of its log if it is not within two minutes. */
	static async start(install: N8nInstall, options: N8nProcessOptions): Promise<N8nProcess> {
		const started = new N8nProcess(install, options);
		try {
			await started.#becomeReady(options);
		} catch (error) {
			await started.kill();
			const reason = error instanceof Error ? error.message : String(error);
			throw new Error(`n8n did not start: ${reason}\n${started.log.slice(-LOG_TAIL)}`);
		}
		return started;
	}

	private constructor(install: N8nInstall, { command, env, cwd }: N8nProcessOptions) {
		// A process group of its own: SIGKILL for the group also reaches the task runner that n8n starts.
		this.#child = spawn(process.execPath, [install.bin, command], {
			cwd,
			env,
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		for (const stream of [this.#child.stdout, this.#child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => (this.#log += text));
		}
		this.#exited = new Promise((resolve) => this.#child.once('close', () => resolve()));
		this.#forget = onExit(() => this.#signalGroup('SIGKILL'));
	}

	/** The process ID. */
	get pid(): number {
		return this.#child.pid as number;
	}

	/** Everything that it has printed so far. */
	get log(): string {
		return this.#log;
	}

	get isRunning(): boolean {
		return this.#child.exitCode === null && this.#child.signalCode === null;
	}

	/** Ends it the regular way, as a service manager does: SIGTERM first. */
	async stop(): Promise<void> {
		if (this.isRunning) this.#child.kill('SIGTERM');
		await Promise.race([this.#exited, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
		await this.kill();
	}

	/** Ends it like a power cut: SIGKILL for n8n and its helpers. */
	async kill(): Promise<void> {
		this.#signalGroup('SIGKILL');
		await this.#exited;
		this.#forget();
	}

	async #becomeReady({ readyUrl, onProgress }: N8nProcessOptions): Promise<void> {
		const started = Date.now();
		const timer = setInterval(() => onProgress?.(Math.round((Date.now() - started) / 1000)), PROGRESS_MS);
		const isReady = async () => {
			if (!this.isRunning) throw new Error(`it ended by ${this.#child.signalCode ?? `itself with exit code ${this.#child.exitCode}`}`);
			return await fetch(readyUrl).then(({ ok }) => ok, () => false);
		};
		try {
			await waitFor(`${readyUrl} to answer`, isReady, { timeoutMs: START_TIMEOUT_MS, everyMs: 100 });
		} finally {
			clearInterval(timer);
		}
	}

	#signalGroup(signal: NodeJS.Signals): void {
		try {
			process.kill(-this.pid, signal);
		} catch {
			// ESRCH: the whole group has ended already.
		}
	}
}
