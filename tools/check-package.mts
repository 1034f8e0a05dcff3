// Checks what would be published: `node tools/node24.mjs tools/check-package.mts`, after a build.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER, type PackedPackage } from './n8n/pack.mts';
import { npm } from './npm.mjs';

const ALLOWED = /^(dist\/.+\.(js|json|svg|png)|README(\.zh-CN)?\.md|LICENSE\.md|CHANGELOG\.md|package\.json)$/;
const REQUIRED = ['README.md', 'LICENSE.md', 'CHANGELOG.md', 'package.json'];

/** The budget: n8n unpacks the package at every start of a container, and looks for every file it loads. */
const MAX_BYTES = 400_000;
const MAX_FILES = 60;

interface Manifest {
	dependencies?: Record<string, string>;
	n8n: { credentials: string[]; nodes: string[] };
}

interface LockFile {
	packages: Record<string, { resolved?: string }>;
}

const readJson = async <T,>(name: string): Promise<T> => JSON.parse(await readFile(join(PROJECT_FOLDER, name), 'utf8')) as T;
const manifest = await readJson<Manifest>('package.json');
const lockFile = await readJson<LockFile>('package-lock.json');
const [packed] = JSON.parse(await npm(['pack', '--dry-run', '--json'], { cwd: PROJECT_FOLDER })) as [PackedPackage];
const paths = packed.files.map(({ path }) => path);

const problems = [
	...paths.filter((path) => !ALLOWED.test(path)).map((path) => `${path} does not belong in the package`),
	...REQUIRED.filter((path) => !paths.includes(path)).map((path) => `${path} is missing in the package`),
	...[...manifest.n8n.credentials, ...manifest.n8n.nodes]
		.filter((path) => !paths.includes(path) || !existsSync(join(PROJECT_FOLDER, path)))
		.map((path) => `package.json names ${path}, which the package does not hold`),
	...Object.keys(manifest.dependencies ?? {}).map((name) => `${name} is a runtime dependency; there must be none`),
	...Object.entries(lockFile.packages)
		.filter(([, { resolved }]) => resolved !== undefined && /^[a-z+]+:\/\//.test(resolved))
		.map(([name]) => `package-lock.json names a download address for ${name}; install with the project's .npmrc`),
];
if (packed.unpackedSize >= MAX_BYTES) problems.push(`${packed.unpackedSize} bytes unpacked; the limit is ${MAX_BYTES}`);
if (paths.length > MAX_FILES) problems.push(`${paths.length} files; the limit is ${MAX_FILES}`);

for (const problem of problems) console.error(`✗ ${problem}`);
if (problems.length > 0) process.exit(1);
console.log(`✓ ${packed.name} ${packed.version}: ${paths.length} files, ${packed.unpackedSize} bytes unpacked, no dependencies`);
