import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { installOnce } from '../cache.mjs';
import { npm } from '../npm.mjs';

/**
 * Pinned exactly: every n8n release pins hundreds of packages of its own to the patch level, and what the tests prove
 * they prove for this one.
 */
export const N8N_VERSION = '2.41.1';

/** A release of n8n to install. */
export interface N8nRelease {
	version: string;
	/** npm's `overrides`: other packages in place of some that the release names. */
	overrides?: Record<string, string>;
}

/** The newest release of n8n 1 that the tests run on. It takes one package from outside the registry. */
export const N8N_1: N8nRelease = { version: '1.123.81', overrides: { xlsx: 'npm:xlsx@0.18.5' } };

export interface N8nInstall {
	/** The folder whose node_modules holds n8n. */
	folder: string;
	/** The script that starts n8n. */
	bin: string;
	/** Loads a package from n8n's own dependencies. */
	require: NodeJS.Require;
}

const OLDEST_NODE = 24;

/**
 * Installs n8n from the npm registry into the cache, once: about 3 GB and a few minutes. Run under Node.js 24, the
 * one that n8n will run under: its SQLite driver is compiled for exactly this Node.js.
 *
 * @param report told what is going on, a line at a time; silent when n8n is there already
 * @param release another one than the pinned release
 * @throws Error with npm's output when it cannot be installed, or when this Node.js is too old to run it
 */
export async function installN8n(
	report: (line: string) => void,
	{ version, overrides }: N8nRelease = { version: N8N_VERSION },
): Promise<N8nInstall> {
	if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
		// An older one would compile the cached n8n's SQLite driver for itself, and every other process would fail.
		throw new Error(`n8n needs Node.js ${OLDEST_NODE}, this is ${process.versions.node}: run it with "node tools/node24.mjs …"`);
	}
	const folder = await installOnce(
		`n8n-${version}`,
		`n8n@${version}, Node.js ABI ${process.versions.modules}`,
		async (target) => {
			report(`Installing n8n ${version} into ${target}: once, 2 to 3 GB, 3 to 6 minutes`);
			const manifest = { name: 'n8n-runtime', private: true, dependencies: { n8n: version }, overrides };
			await writeFile(join(target, 'package.json'), JSON.stringify(manifest, null, '\t'));
			const env = { ...process.env, ...nodeHeaders() };
			// Install scripts stay off: several of n8n's optional drivers download or compile things that n8n does not need here.
			await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
				cwd: target,
				env,
				onProgress: ({ seconds, fetched }) => report(`  ${seconds} s: ${fetched} files fetched`),
			});
			report('Compiling the SQLite driver for this Node.js: about a minute');
			await npm(['rebuild', '--ignore-scripts=false', 'sqlite3'], {
				cwd: target,
				env,
				onProgress: ({ seconds }) => report(`  ${seconds} s`),
			});
			await promisify(execFile)(process.execPath, ['-e', 'require("sqlite3")'], { cwd: target });
			report(`n8n ${version} is installed`);
		},
		report,
	);
	return {
		folder,
		bin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		require: createRequire(join(folder, 'node_modules', 'n8n', 'package.json')),
	};
}

/**
 * Where this Node.js keeps its C++ headers. Without it node-gyp takes the headers that a user's npm settings name,
 * which may be those of another Node.js, or downloads them.
 */
function nodeHeaders(): NodeJS.ProcessEnv {
	const root = dirname(dirname(process.execPath));
	// The npm package `node` keeps them in the platform's package below itself.
	const nested = join(root, 'node_modules');
	const candidates = [root, ...(existsSync(nested) ? readdirSync(nested).map((name) => join(nested, name)) : [])];
	const found = candidates.find((folder) => existsSync(join(folder, 'include', 'node', 'node.h')));
	return found ? { npm_config_nodedir: found } : {};
}
