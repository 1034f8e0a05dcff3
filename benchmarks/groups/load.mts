import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeFile } from 'node:fs/promises';
import { installOnce } from '../../tools/cache.mjs';
import { installN8n } from '../../tools/n8n/install.mts';
import { packPackage } from '../../tools/n8n/pack.mts';
import { npm } from '../../tools/npm.mjs';
import { createThrowawayFolder } from '../../tools/throwaway-folder.mts';
import { median } from '../measure/statistics.mts';

/** Well-known community packages, from the small end; pinned, so that the comparison stays the same. */
const COMMUNITY = ['n8n-nodes-deepseek@1.0.6', '@mendable/n8n-nodes-firecrawl@2.1.2', 'n8n-nodes-evolution-api@1.0.4', '@devlikeapro/n8n-nodes-chatwoot@1.0.2'];

export interface LoadResult {
	name: string;
	/** Milliseconds to load all nodes and credentials of the package, after n8n-workflow. */
	loadMs: number;
	bytes: number;
	files: number;
	dependencies: number;
	runs: number;
}

interface Candidate extends Omit<LoadResult, 'loadMs' | 'runs'> {
	entries: string[];
}

interface Manifest {
	dependencies?: Record<string, string>;
	n8n: { nodes: string[]; credentials?: string[] };
}

/** Everything below a folder that would be published with it. */
function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !join(entry.parentPath, '/').includes('/node_modules/', folder.length))
		.map((entry) => join(entry.parentPath, entry.name));
}

const sizeOf = (files: string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0);

function packageAt(name: string, folder: string): Candidate {
	const { n8n, dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
	const files = filesBelow(folder);
	return {
		name,
		entries: [...(n8n.credentials ?? []), ...n8n.nodes].map((path) => join(folder, path)),
		bytes: sizeOf(files),
		files: files.length,
		dependencies: Object.keys(dependencies).length,
	};
}

/** n8n's own Stripe node, which is part of a large package: its folder and its credential. */
function stripeNode(n8nModules: string): Candidate {
	const base = join(n8nModules, 'n8n-nodes-base', 'dist');
	const credential = join(base, 'credentials', 'StripeApi.credentials.js');
	// Source maps and type declarations are nothing that runs; this package publishes neither.
	const files = [credential, ...filesBelow(join(base, 'nodes', 'Stripe'))].filter((file) => !/\.(map|d\.ts)$/.test(file));
	const nodes = ['Stripe', 'StripeTrigger'].map((name) => join(base, 'nodes', 'Stripe', `${name}.node.js`));
	return { name: 'Stripe (part of n8n)', entries: [credential, ...nodes], bytes: sizeOf(files), files: files.length, dependencies: 0 };
}

async function communityPackages(note: (text: string) => void): Promise<Candidate[]> {
	const folder = await installOnce('benchmark-packages', COMMUNITY.join(', '), async (target) => {
		note('installing community packages to compare with');
		await writeFile(join(target, 'package.json'), JSON.stringify({ name: 'benchmark-packages', private: true }));
		// n8n-workflow is a peer of each; the one that n8n brings is used.
		await npm(['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', ...COMMUNITY], { cwd: target });
	});
	return COMMUNITY.map((specifier) => {
		const name = specifier.slice(0, specifier.lastIndexOf('@'));
		return packageAt(name, join(folder, 'node_modules', name));
	});
}

async function loadTime({ entries }: Candidate, n8nModules: string): Promise<number> {
	const script = join(import.meta.dirname, '..', 'measure', 'require-time.cjs');
	const { stdout } = await promisify(execFile)(process.execPath, [script, n8nModules, ...entries], {
		env: { ...process.env, NODE_PATH: n8nModules },
	});
	return Number(stdout);
}

/** Unpacks this package as it would be installed. */
async function thisPackage(): Promise<Candidate> {
	const { path } = createThrowawayFolder('yabandpay-load');
	const tarball = await packPackage(path);
	await promisify(execFile)('tar', ['-xzf', tarball.path, '-C', path]);
	return packageAt('n8n-nodes-yabandpay', join(path, 'package'));
}

/** How long n8n needs to load a package, each time in a fresh process, and what lies on the disk. */
export async function measureLoad(note: (text: string) => void, quick: boolean): Promise<LoadResult[]> {
	const { folder } = await installN8n(console.log);
	const n8nModules = join(folder, 'node_modules');
	const candidates = [await thisPackage(), stripeNode(n8nModules), ...(await communityPackages(note))];
	const runs = quick ? 3 : 21;
	const times = new Map<string, number[]>(candidates.map(({ name }) => [name, []]));
	for (let run = 0; run < runs; run++) {
		note(`run ${run + 1} of ${runs}`);
		for (const candidate of candidates) times.get(candidate.name)?.push(await loadTime(candidate, n8nModules));
	}
	return candidates.map(({ entries: _entries, ...candidate }) => ({ ...candidate, loadMs: median(times.get(candidate.name) ?? []), runs }));
}
