import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The files below a folder that hold a text, byte for byte: database, logs, exports, whatever lies there.
 *
 * @returns their paths within the folder
 */
export async function findFilesWith(folder: string, text: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const found: string[] = [];
	for (const entry of entries.filter((each) => each.isFile())) {
		const path = join(entry.parentPath, entry.name);
		if ((await readFile(path)).includes(text)) found.push(path.slice(folder.length + 1));
	}
	return found;
}
