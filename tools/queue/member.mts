import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nInstall } from '../n8n/install.mts';
import { N8nProcess, type N8nProcessOptions } from '../n8n/n8n-process.mts';

const LOOK_EVERY_MS = 250;
const RESTART_PAUSE_MS = 1_000;

/**
 * One process of n8n under a supervisor: when it ends by itself it is started again, as a service manager or a container
 * platform does. n8n counts on that, for example when it has lost Redis for too long.
 */
export class Member {
	readonly name: string;
	/** How often it ended by itself and was started again. */
	restarts = 0;
	readonly #install: N8nInstall;
	readonly #options: N8nProcessOptions;
	#process: N8nProcess | undefined;
	#isWanted = false;
	#supervision: Promise<void> = Promise.resolve();
	#earlierLogs = '';

	constructor(name: string, install: N8nInstall, options: N8nProcessOptions) {
		this.name = name;
		this.#install = install;
		this.#options = options;
	}

	/** Everything that it has printed since the first start. */
	get log(): string {
		return this.#earlierLogs + (this.#process?.log ?? '');
	}

	/** The process ID; undefined while it does not run. */
	get pid(): number | undefined {
		return this.#process?.isRunning ? this.#process.pid : undefined;
	}

	async start(): Promise<void> {
		this.#process = await N8nProcess.start(this.#install, this.#options);
		this.#isWanted = true;
		this.#supervision = this.#supervise();
	}

	/** Ends it like a power cut and leaves it off until `start`. */
	async kill(): Promise<void> {
		this.#isWanted = false;
		await this.#process?.kill();
		await this.#supervision;
		await this.#process?.kill();
		this.#keepLog();
	}

	async #supervise(): Promise<void> {
		while (this.#isWanted) {
			await sleep(LOOK_EVERY_MS);
			if (!this.#isWanted || this.#process?.isRunning) continue;
			await this.#process?.kill();
			this.#keepLog();
			this.restarts++;
			await sleep(RESTART_PAUSE_MS);
			// A start that fails is one more end by itself: the next round tries again.
			this.#process = await N8nProcess.start(this.#install, this.#options).catch((error: Error) => {
				this.#earlierLogs += `${error.message}\n`;
				return undefined;
			});
		}
	}

	#keepLog(): void {
		this.#earlierLogs = this.log;
		this.#process = undefined;
	}
}
