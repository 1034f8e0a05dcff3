import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installOnce } from '../cache.mjs';
import { npm } from '../npm.mjs';

const NAME = '@n8n/scan-community-package';
const VERSION = '0.32.0';

/** What linting one folder has found. */
export interface Verdict {
	passed: boolean;
	message?: string;
	/** The violations, one a line. */
	details?: string;
}

/** The parts of n8n's scanner that work without a published package. */
export interface Scanner {
	/** What it lints in a source checkout. */
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(folder: string, filePatterns: string[]): Promise<Verdict>;
}

/**
 * Installs n8n's scanner into the cache, once: 220 MB, with an ESLint and a TypeScript other than the project's.
 *
 * @param report told what is going on
 * @throws Error with npm's output when it cannot be installed
 */
export async function installScanner(report: (line: string) => void): Promise<Scanner> {
	const folder = await installOnce(
		`scan-${VERSION}`,
		`${NAME}@${VERSION}`,
		async (target) => {
			report(`Installing ${NAME} ${VERSION} into ${target}: once, about 220 MB`);
			const manifest = { name: 'scan-runtime', private: true, dependencies: { [NAME]: VERSION } };
			await writeFile(join(target, 'package.json'), JSON.stringify(manifest, null, '\t'));
			await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: target });
		},
		report,
	);
	// It has no entry point: its command downloads what it scans.
	return (await import(pathToFileURL(join(folder, 'node_modules', NAME, 'scanner', 'scanner.mjs')).href)) as Scanner;
}
