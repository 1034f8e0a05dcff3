import type { IDataObject, INodeType, INodeTypes } from 'n8n-workflow';
import { builtInNodes } from './built-in-nodes.mts';
import { packageNodes } from './package-nodes.mts';

/** The node types of the harness: this package's nodes and the stand-ins for built-in ones. */
export class PackageNodeTypes implements INodeTypes {
	/** @throws Error for a type that n8n would report as "Unrecognized node type" */
	getByName(type: string): INodeType {
		const node = packageNodes.get(type) ?? builtInNodes.get(type);
		if (node === undefined) throw new Error(`Unrecognized node type: ${type}`);
		return node;
	}

	getByNameAndVersion(type: string): INodeType {
		return this.getByName(type);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}
