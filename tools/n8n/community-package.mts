import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { npm } from '../npm.mjs';

interface Manifest {
	name: string;
	version: string;
	[field: string]: unknown;
}

/**
 * Installs a packed package into n8n's user folder with the same steps as n8n's "Install community node": unpack,
 * drop the dependencies that only development needs, `npm install` what is left, and note it in the list of installed
 * packages. n8n must not be running; it loads the package at its next start.
 *
 * @param userFolder n8n's N8N_USER_FOLDER
 * @param tarball the .tgz file that `npm pack` made
 */
export async function installCommunityPackage(userFolder: string, tarball: string): Promise<void> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const name = await readPackageName(tarball);
	const folder = join(nodesFolder, 'node_modules', name);
	await mkdir(folder, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);

	const manifestPath = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as Manifest;
	for (const field of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[field];
	await writeFile(manifestPath, JSON.stringify(manifest, null, 2));

	const flags = ['--bin-links=false', '--install-strategy=shallow', '--ignore-scripts=true', '--package-lock=false'];
	await npm(['install', '--audit=false', '--fund=false', ...flags], { cwd: folder });

	const installed = { name: 'installed-nodes', private: true, dependencies: { [name]: manifest.version } };
	await writeFile(join(nodesFolder, 'package.json'), JSON.stringify(installed, null, 2));
}

async function readPackageName(tarball: string): Promise<string> {
	const { stdout } = await promisify(execFile)('tar', ['-xzOf', tarball, 'package/package.json']);
	return (JSON.parse(stdout) as Manifest).name;
}
