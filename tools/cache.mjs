// Large downloads (Node.js 24, n8n) kept outside the work tree, installed once and shared by every clone.
// Plain JavaScript: tools/node24.mjs runs it on whatever Node.js the machine has.

import { mkdir, readFile, readdir, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

const COMPLETE = '.complete';
const POLL_MS = 500;
/** A lock without an owner's name is a lock whose maker died between two system calls. */
const UNNAMED_LOCK_MS = 10_000;

/**
 * The folder for downloads: the environment variable YABANDPAY_CACHE, else ~/.cache/n8n-nodes-yabandpay.
 *
 * @returns {string} an absolute path; the folder need not exist yet
 */
export function cacheFolder() {
	return process.env.YABANDPAY_CACHE || join(homedir(), '.cache', 'n8n-nodes-yabandpay');
}

/**
 * Runs `install` once for a cached folder, however many processes ask for it at the same time.
 * A marker file, written last, tells a finished install from an interrupted one; an interrupted one is continued.
 *
 * @param {string} name the folder's name in the cache
 * @param {string} version what the marker must say; another text means that the folder is out of date
 * @param {(folder: string) => Promise<void>} install fills the folder; throws if it cannot
 * @param {(line: string) => void} [report] told when another process holds the lock
 * @returns {Promise<string>} the folder's path
 */
export async function installOnce(name, version, install, report = () => {}) {
	const folder = join(cacheFolder(), name);
	if (await isComplete(folder, version)) return folder;
	await mkdir(folder, { recursive: true });
	const release = await lock(`${folder}.lock`, report);
	try {
		if (!(await isComplete(folder, version))) {
			await install(folder);
			await writeFile(join(folder, COMPLETE), version);
		}
	} finally {
		await release();
	}
	return folder;
}

/**
 * @param {string} folder
 * @param {string} version
 */
async function isComplete(folder, version) {
	return (await readFile(join(folder, COMPLETE), 'utf8').catch(() => undefined)) === version;
}

/**
 * The lock is a folder that holds one file named after its owner's process ID. Taking over a dead owner's lock starts
 * with deleting that file, which succeeds for one process only, so that two can never take it over together.
 *
 * @param {string} path
 * @param {(line: string) => void} report
 * @returns {Promise<() => Promise<void>>} releases the lock
 */
async function lock(path, report) {
	const ownFile = join(path, String(process.pid));
	for (let told = false; ; told = true) {
		try {
			await mkdir(path);
			await writeFile(ownFile, '');
			return async () => {
				await unlink(ownFile);
				await rmdir(path);
			};
		} catch (error) {
			if (errorCode(error) !== 'EEXIST' && errorCode(error) !== 'ENOENT') throw error;
		}
		const owner = await removeIfAbandoned(path);
		if (owner && !told) report(`Waiting for process ${owner}, which is installing the same files (lock: ${path})`);
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}

/**
 * @param {string} path
 * @returns {Promise<string | undefined>} the living owner's process ID, if there is one
 */
async function removeIfAbandoned(path) {
	try {
		const [owner] = await readdir(path);
		if (owner === undefined) {
			if (Date.now() - (await stat(path)).mtimeMs > UNNAMED_LOCK_MS) await rmdir(path);
			return undefined;
		}
		if (isAlive(Number(owner))) return owner;
		await unlink(join(path, owner));
		await rmdir(path);
	} catch (error) {
		// Somebody else released or took over the lock in between: the next try will see.
		if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTEMPTY') throw error;
	}
	return undefined;
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errorCode(error) === 'EPERM';
	}
}

/** @param {unknown} error */
function errorCode(error) {
	return error instanceof Error && 'code' in error ? error.code : undefined;
}
