// Runs npm for the project's tools, with progress that a person can follow.

import { spawn } from 'node:child_process';

const PROGRESS_MS = 10_000;
const KEPT_OUTPUT = 4_000;

/** How npm reports a request to the registry, or to its own cache instead, at log level "http". */
const FETCH = /^npm http (fetch|cache) .*\n/gm;

/**
 * Runs npm in a folder and waits for it.
 *
 * @param {string[]} args npm's arguments
 * @param {object} options
 * @param {string} options.cwd the folder to run in
 * @param {NodeJS.ProcessEnv} [options.env] its environment, otherwise this process's
 * @param {(progress: { seconds: number, fetched: number }) => void} [options.onProgress] called every 10 seconds with
 * the time so far and the number of files that npm has fetched
 * @returns {Promise<string>} what npm printed to standard output
 * @throws {Error} with the end of npm's output when npm fails
 */
export async function npm(args, { cwd, env = process.env, onProgress }) {
	const started = Date.now();
	const child = spawn('npm', onProgress ? [...args, '--loglevel=http'] : args, {
		cwd,
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
		// Windows finds npm.cmd only through a shell.
		shell: process.platform === 'win32',
	});
	let stdout = '';
	let tail = '';
	let fetched = 0;
	child.stdout.setEncoding('utf8').on('data', (text) => {
		stdout += text;
		tail = (tail + text).slice(-KEPT_OUTPUT);
	});
	child.stderr.setEncoding('utf8').on('data', (text) => {
		fetched += text.match(FETCH)?.length ?? 0;
		tail = (tail + text.replace(FETCH, '')).slice(-KEPT_OUTPUT);
	});
	const timer = setInterval(
		() => onProgress?.({ seconds: Math.round((Date.now() - started) / 1000), fetched }),
		PROGRESS_MS,
	);
	try {
		const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
		if (code !== 0) throw new Error(`"npm ${args.join(' ')}" failed in ${cwd} (exit code ${code}):\n${tail}`);
		return stdout;
	} finally {
		clearInterval(timer);
	}
}
