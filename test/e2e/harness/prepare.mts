import type { TestProject } from 'vitest/node';
import { installN8n } from '../../../tools/n8n/install.mts';
import { packPackage } from '../../../tools/n8n/pack.mts';
import { createThrowawayFolder } from '../../../tools/throwaway-folder.mts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The packed package that every test installs. */
		tarball: string;
	}
}

/** Once for all files: installs n8n if need be, builds and packs the package. */
export default async function prepare({ provide }: TestProject): Promise<() => void> {
	await installN8n(console.log);
	const folder = createThrowawayFolder('yabandpay-e2e');
	provide('tarball', (await packPackage(folder.path)).path);
	return folder.remove;
}
