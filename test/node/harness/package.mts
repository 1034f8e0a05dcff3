import { readFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);

/** What package.json tells n8n. */
export const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
};

/**
 * Loads the classes behind `dist/…/Name.node.js` entries of package.json, each from the TypeScript source of the same name.
 *
 * @returns an instance of each
 */
export async function instantiate<T>(distributedFiles: string[]): Promise<T[]> {
	return await Promise.all(
		distributedFiles.map(async (file) => {
			const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
			const className = source.replace(/^.*\//, '').replace(/\.(node|credentials)\.ts$/, '');
			const module = (await import(/* @vite-ignore */ new URL(source, root).pathname)) as Record<string, new () => T>;
			if (module[className] === undefined) throw new Error(`${source} does not export ${className}`);
			return new module[className]();
		}),
	);
}
