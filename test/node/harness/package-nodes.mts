import type { INodeType } from 'n8n-workflow';
import { instantiate, manifest } from './package.mts';

const nodes = await instantiate<INodeType>(manifest.n8n.nodes);

/** The nodes that package.json declares, by the type name that saved workflows use. */
export const packageNodes: ReadonlyMap<string, INodeType> = new Map(
	nodes.map((node) => [`${manifest.name}.${node.description.name}`, node]),
);
