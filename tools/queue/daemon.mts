import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { onExit } from '../on-exit.mts';
import { waitFor } from '../wait-for.mts';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const LOG_TAIL = 4_000;

export interface DaemonOptions {
	/** Names it in errors, e.g. `Redis`. */
	name: string;
	command: string;
	args: string[];
	env?: Record<string, string>;
	cwd: string;
	/** The user and group to run as; this process's own by default. */
	identity?: { uid: number; gid: number };
	/** Whether it can be used already. */
	isReady: () => Promise<boolean>;
	/** The signal that ends it in good order, letting it write what it holds. */
	stopSignal: NodeJS.Signals;
}

/** A server program in the foreground, started, stopped and started again by tests. Ended together with this process. */
export class Daemon {
	readonly #options: DaemonOptions;
	#child: ChildProcess | undefined;
	#exited: Promise<void> = Promise.resolve();
	#forget = (): void => {};
	#log = '';

	constructor(options: DaemonOptions) {
		this.#options = options;
	}

	/** Everything that it has printed since the first start. */
	get log(): string {
		return this.#log;
	}

	get isRunning(): boolean {
		return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
	}

	/** Starts it and waits until it is ready. Throws with the end of its log if it is not within a minute. */
	async start(): Promise<void> {
		const { name, command, args, env, cwd, identity } = this.#options;
		const child = spawn(command, args, { cwd, env, ...identity, stdio: ['ignore', 'pipe', 'pipe'] });
		this.#child = child;
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => (this.#log += text));
		}
		let failure: Error | undefined;
		child.on('error', (error) => (failure = error));
		this.#exited = new Promise((resolve) => child.once('close', () => resolve()));
		this.#forget = onExit(() => child.kill('SIGKILL'));
		const look = async () => {
			if (failure || !this.isRunning) throw new Error(failure?.message ?? `it ended with exit code ${child.exitCode}`);
			return await this.#options.isReady();
		};
		try {
			await waitFor(`${name} to be ready`, look, { timeoutMs: START_TIMEOUT_MS });
		} catch (error) {
			await this.kill();
			throw new Error(`${name} did not start: ${(error as Error).message}\n${this.#log.slice(-LOG_TAIL)}`);
		}
	}

	/** Ends it in good order; what it has stored is kept for the next `start`. */
	async stop(): Promise<void> {
		if (this.isRunning) this.#child?.kill(this.#options.stopSignal);
		await Promise.race([this.#exited, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
		await this.kill();
	}

	/** Ends it like a power cut. */
	async kill(): Promise<void> {
		if (this.isRunning) this.#child?.kill('SIGKILL');
		await this.#exited;
		this.#forget();
	}
}
