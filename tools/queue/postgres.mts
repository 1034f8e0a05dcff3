import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findFreePorts } from '../free-ports.mts';
import { createThrowawayFolder, type ThrowawayFolder } from '../throwaway-folder.mts';
import { Daemon } from './daemon.mts';

const run = promisify(execFile);

/** Where Debian and its kin keep the server's programs, one folder per version, not on PATH. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** What a throwaway server does without: nobody needs its data after a power cut. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', unix_socket_directories: '', max_connections: '200' };

function findBinFolder(): string {
	const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a)) : [];
	const folders = [...versions.map((version) => join(DEBIAN_FOLDER, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)];
	const found = folders.find((folder) => ['initdb', 'postgres', 'pg_dump'].every((program) => existsSync(join(folder, program))));
	if (!found) throw new Error('PostgreSQL is not installed. On Debian: apt-get install postgresql');
	return found;
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian made for it, or as nobody. */
async function findIdentity(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	for (const user of ['postgres', 'nobody']) {
		const numbers = await Promise.all(['-u', '-g'].map(async (flag) => await run('id', [flag, user]))).catch(() => undefined);
		if (numbers) return { uid: Number(numbers[0].stdout), gid: Number(numbers[1].stdout) };
	}
	throw new Error('There is neither a user "postgres" nor "nobody" to run PostgreSQL as');
}

/** A throwaway PostgreSQL on 127.0.0.1: its own cluster, port and password. */
export class PostgresServer {
	readonly port: number;
	readonly user = 'postgres';
	readonly password: string;
	readonly #bin: string;
	readonly #throwaway: ThrowawayFolder;
	readonly #identity: { uid: number; gid: number } | undefined;
	readonly #daemon: Daemon;

	static async start(): Promise<PostgresServer> {
		const [identity, [port]] = await Promise.all([findIdentity(), findFreePorts(1)]);
		const server = new PostgresServer(findBinFolder(), identity, port);
		await server.#createCluster();
		await server.#daemon.start();
		return server;
	}

	private constructor(bin: string, identity: { uid: number; gid: number } | undefined, port: number) {
		this.#bin = bin;
		this.#identity = identity;
		this.#throwaway = createThrowawayFolder('postgres');
		this.port = port;
		this.password = randomBytes(12).toString('hex');
		const settings = Object.entries({ ...SETTINGS, listen_addresses: '127.0.0.1', port: String(port) });
		this.#daemon = new Daemon({
			name: 'PostgreSQL', command: join(bin, 'postgres'), cwd: this.folder, identity,
			args: ['-D', this.#data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
			env: { LC_ALL: 'C.UTF-8' },
			isReady: async () => await run(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).then(() => true, () => false),
			// "Fast": open sessions are broken off, the data stays sound.
			stopSignal: 'SIGINT',
		});
	}

	/** Where it keeps its data. */
	get folder(): string {
		return this.#throwaway.path;
	}

	get log(): string {
		return this.#daemon.log;
	}

	async createDatabase(name: string): Promise<void> {
		await this.#psql('postgres', `CREATE DATABASE "${name}"`);
	}

	/** Refuses new sessions of a database and ends those that are open, until it is let in again. */
	async setReachable(database: string, isReachable: boolean): Promise<void> {
		await this.#psql('postgres', `ALTER DATABASE "${database}" WITH ALLOW_CONNECTIONS ${isReachable}`);
		if (isReachable) return;
		await this.#psql('postgres', `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`);
	}

	/** A database as SQL text, everything in it. */
	async dump(database: string): Promise<string> {
		const { stdout } = await run(join(this.#bin, 'pg_dump'), ['--inserts', database], { env: this.#clientEnv(), maxBuffer: 2 ** 30 });
		return stdout;
	}

	/** Stops it in good order and starts it on the same data. @param pauseMs how long it stays away, in milliseconds */
	async restart(pauseMs = 0): Promise<void> {
		await this.#daemon.stop();
		await sleep(pauseMs);
		await this.#daemon.start();
	}

	/** Ends it and removes its data. */
	async dispose(): Promise<void> {
		await this.#daemon.stop();
		this.#throwaway.remove();
	}

	get #data(): string {
		return join(this.folder, 'data');
	}

	async #createCluster(): Promise<void> {
		const passwordFile = join(this.folder, 'password');
		writeFileSync(passwordFile, this.password, { mode: 0o600 });
		for (const path of this.#identity ? [this.folder, passwordFile] : []) {
			chownSync(path, this.#identity?.uid ?? 0, this.#identity?.gid ?? 0);
		}
		const login = [`--username=${this.user}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
		const options = { cwd: this.folder, env: { LC_ALL: 'C.UTF-8' }, ...this.#identity };
		await run(join(this.#bin, 'initdb'), ['-D', this.#data, ...login, '--encoding=UTF8', '--no-sync'], options);
	}

	#clientEnv(): Record<string, string> {
		return { PGHOST: '127.0.0.1', PGPORT: String(this.port), PGUSER: this.user, PGPASSWORD: this.password };
	}

	async #psql(database: string, sql: string): Promise<void> {
		const psql = existsSync(join(this.#bin, 'psql')) ? join(this.#bin, 'psql') : 'psql';
		await run(psql, ['-v', 'ON_ERROR_STOP=1', '-q', '-d', database, '-c', sql], { env: { ...process.env, ...this.#clientEnv() } as NodeJS.ProcessEnv });
	}
}
