import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Vitest global setup: gives n8n-core a throwaway user folder and an encryption key. Runs before the test processes are
 * forked, since n8n-core reads both while it is loaded and would otherwise write to `~/.n8n`.
 *
 * @returns the teardown, which removes the folder
 */
export default async function setUpUserFolder(): Promise<() => Promise<void>> {
	const userFolder = await mkdtemp(join(tmpdir(), 'yabandpay-node-tests-'));
	Object.assign(process.env, {
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'a key for tests only',
		N8N_LOG_LEVEL: 'silent',
		N8N_DIAGNOSTICS_ENABLED: 'false',
	});
	return async () => await rm(userFolder, { recursive: true, force: true });
}
