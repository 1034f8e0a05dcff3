import { readFileSync } from 'node:fs';
import type { ICredentialType, INodeType } from 'n8n-workflow';

const root = new URL('../../../', import.meta.url);

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Manifest;

/** Loads the class behind a `dist/…/Name.node.js` entry of package.json, from the TypeScript source of the same name. */
async function instantiate<T>(distributedFile: string): Promise<T> {
	const source = distributedFile.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	const className = source.replace(/^.*\//, '').replace(/\.(node|credentials)\.ts$/, '');
	const module = (await import(/* @vite-ignore */ new URL(source, root).pathname)) as Record<string, new () => T>;
	if (module[className] === undefined) throw new Error(`${source} does not export ${className}`);
	return new module[className]();
}

/** The nodes that package.json declares, by the type name that saved workflows use. */
export const packageNodes: ReadonlyMap<string, INodeType> = new Map(
	(await Promise.all(manifest.n8n.nodes.map(async (file) => await instantiate<INodeType>(file)))).map((node) => [
		`${manifest.name}.${node.description.name}`,
		node,
	]),
);

/** The credential types that package.json declares, by their name. */
export const packageCredentials: ReadonlyMap<string, ICredentialType> = new Map(
	(await Promise.all(manifest.n8n.credentials.map(async (file) => await instantiate<ICredentialType>(file)))).map(
		(credential) => [credential.name, credential],
	),
);
