// Checks the package as n8n does before it verifies a community node: `npm run scan`.
//
// n8n's own command, `npx @n8n/scan-community-package`, takes a published package. This runs its rules on the two things
// it would look at, the source and the packed package, before there is anything published.

import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_FOLDER, packPackage } from '../n8n/pack.mts';
import { createThrowawayFolder } from '../throwaway-folder.mts';
import { installScanner } from './install.mts';

/** What the scanner lints of a published package. */
const PACKED_FILE_PATTERNS = ['**/*.js', 'package.json'];

const throwaway = createThrowawayFolder('scan');
try {
	// The scanner makes a folder for its downloads as soon as it is loaded, and leaves it behind.
	process.env.TMPDIR = throwaway.path;
	const scanner = await installScanner(console.log);
	const tarball = await packPackage(throwaway.path);
	const unpacked = join(throwaway.path, 'package');
	await mkdir(unpacked);
	await promisify(execFile)('tar', ['-xzf', tarball.path, '-C', unpacked, '--strip-components=1']);

	const legs = [
		{ name: 'Source', folder: PROJECT_FOLDER, patterns: scanner.SOURCE_FILE_PATTERNS },
		{ name: 'Package', folder: unpacked, patterns: PACKED_FILE_PATTERNS },
	];
	for (const { name, folder, patterns } of legs) {
		const { passed, message, details } = await scanner.analyzePackage(folder, patterns);
		// "No files found" counts as passed there, with a message; nothing has been checked then.
		const isClean = passed && message === undefined;
		console.log(isClean ? `✓ ${name}: clean` : `✗ ${name}: ${message}\n${details ?? ''}`);
		if (!isClean) process.exitCode = 1;
	}
} finally {
	throwaway.remove();
}
