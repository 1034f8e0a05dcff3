import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { npm } from '../npm.mjs';

export const PROJECT_FOLDER = resolve(import.meta.dirname, '..', '..');

/** One entry of what `npm pack --json` prints. */
export interface PackedPackage {
	name: string;
	version: string;
	filename: string;
	/** Bytes when unpacked. */
	unpackedSize: number;
	files: Array<{ path: string; size: number; mode: number }>;
}

export interface Tarball extends PackedPackage {
	/** The absolute path of the .tgz file. */
	path: string;
}

/**
 * Builds the package and packs it as it would be published.
 *
 * @param target the folder for the .tgz file, made if need be
 */
export async function packPackage(target: string): Promise<Tarball> {
	await mkdir(target, { recursive: true });
	await npm(['run', 'build'], { cwd: PROJECT_FOLDER });
	const output = await npm(['pack', '--json', '--pack-destination', target], { cwd: PROJECT_FOLDER });
	const [packed] = JSON.parse(output) as [PackedPackage];
	return { ...packed, path: join(target, packed.filename) };
}
