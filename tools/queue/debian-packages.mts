import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installOnce } from '../cache.mjs';

const run = promisify(execFile);

/**
 * Unpacks Debian packages into the cache, once, without installing them: no service is set up, nothing of the system
 * changes. Needs apt-get and dpkg, and package lists (`apt-get update`).
 *
 * @param name the folder's name in the cache
 * @returns the folder that holds their `usr`
 * @throws Error with the output of apt-get or dpkg
 */
export async function unpackDebianPackages(name: string, packages: string[]): Promise<string> {
	return await installOnce(name, packages.join(' '), async (target) => {
		try {
			await run('apt-get', ['download', ...packages], { cwd: target });
		} catch (error) {
			throw new Error(`${packages[0]} could not be downloaded; install it, or run "apt-get update" first: ${(error as Error).message}`);
		}
		for (const file of (await readdir(target)).filter((each) => each.endsWith('.deb'))) {
			await run('dpkg', ['-x', file, '.'], { cwd: target });
			await rm(join(target, file));
		}
	});
}
