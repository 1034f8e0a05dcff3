import { inject } from 'vitest';
import type { SandboxOptions } from '../../../sandbox/src/options.mts';
import { installN8n } from '../../../tools/n8n/install.mts';
import { openShop, type Shop } from '../../../tools/shop.mts';
import type {} from './prepare.mts';

/**
 * A sandbox and an n8n for one test file: start it in `beforeAll`, `dispose` of it in `afterAll`.
 *
 * @param env further environment variables of n8n
 */
export async function openTestShop(sandbox: SandboxOptions = {}, env: Record<string, string> = {}): Promise<Shop> {
	const install = await installN8n(console.log);
	return await openShop({ install, tarball: inject('tarball'), env }, sandbox);
}
