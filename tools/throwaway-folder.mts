import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onExit } from './on-exit.mts';

export interface ThrowawayFolder {
	path: string;
	remove(): void;
}

/**
 * Makes an empty folder that is removed when this process ends, or earlier by `remove`.
 *
 * @param name the start of its name
 */
export function createThrowawayFolder(name: string): ThrowawayFolder {
	const path = mkdtempSync(join(tmpdir(), `${name}-`));
	// A process that is just being killed may still write: try again for a moment.
	const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
	const forget = onExit(remove);
	return {
		path,
		remove: () => {
			forget();
			remove();
		},
	};
}
