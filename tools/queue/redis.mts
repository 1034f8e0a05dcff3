import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { findFreePorts } from '../free-ports.mts';
import { createThrowawayFolder } from '../throwaway-folder.mts';
import { Daemon } from './daemon.mts';
import { unpackDebianPackages } from './debian-packages.mts';

/** The server and the libraries that a bare Debian lacks. */
const PACKAGES = ['redis-server', 'redis-tools', 'libatomic1', 'libjemalloc2', 'liblzf1'];

async function findRedis(): Promise<{ command: string; libraries: string }> {
	const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'redis-server')).find(existsSync);
	if (onPath) return { command: onPath, libraries: '' };
	const folder = await unpackDebianPackages('redis', PACKAGES);
	const architecture = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch as string] ?? '';
	return { command: join(folder, 'usr', 'bin', 'redis-server'), libraries: join(folder, 'usr', 'lib', architecture) };
}

/** Asks the server something in its inline protocol; an empty text if it does not answer. */
async function ask(port: number, commands: string): Promise<string> {
	return await new Promise((resolve) => {
		let answer = '';
		const socket = connect(port, '127.0.0.1', () => socket.write(`${commands}\r\nQUIT\r\n`));
		socket.setTimeout(2_000, () => socket.destroy());
		socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
		socket.on('error', () => resolve(''));
		socket.on('close', () => resolve(answer));
	});
}

/**
 * A throwaway Redis on 127.0.0.1 with a password of its own. It writes every change to a file ("append only"), as a
 * server that holds n8n's queue has to: a queue that is only in memory is gone after a restart.
 */
export class RedisServer {
	readonly port: number;
	readonly password: string;
	/** Where it keeps its data. */
	readonly folder: string;
	readonly #daemon: Daemon;
	readonly #remove: () => void;

	static async start(): Promise<RedisServer> {
		const [found, [port]] = await Promise.all([findRedis(), findFreePorts(1)]);
		const server = new RedisServer(found, port);
		await server.#daemon.start();
		return server;
	}

	private constructor({ command, libraries }: { command: string; libraries: string }, port: number) {
		const throwaway = createThrowawayFolder('redis');
		this.port = port;
		this.password = randomBytes(12).toString('hex');
		this.folder = throwaway.path;
		this.#remove = throwaway.remove;
		const settings = {
			port: String(port), bind: '127.0.0.1', dir: this.folder, requirepass: this.password,
			appendonly: 'yes', appendfsync: 'everysec', save: '', 'maxmemory-policy': 'noeviction',
		};
		this.#daemon = new Daemon({
			name: 'Redis', command, cwd: this.folder,
			args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
			env: libraries ? { LD_LIBRARY_PATH: libraries } : {},
			isReady: async () => (await ask(port, `AUTH ${this.password}\r\nPING`)).includes('+PONG'),
			stopSignal: 'SIGTERM',
		});
	}

	get log(): string {
		return this.#daemon.log;
	}

	/** Stops it in good order and starts it on the same data. @param pauseMs how long it stays away, in milliseconds */
	async restart(pauseMs = 0): Promise<void> {
		await this.#daemon.stop();
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
		await this.#daemon.start();
	}

	/** Ends it and removes its data. */
	async dispose(): Promise<void> {
		await this.#daemon.kill();
		this.#remove();
	}
}
