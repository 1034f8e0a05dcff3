import type { IDataObject } from 'n8n-workflow';

/** JSON Schema, in the part that n8n's schema preview reads. */
export interface OutputSchema {
	type: string;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

function schemaOf(value: unknown): OutputSchema {
	if (Array.isArray(value)) return { type: 'array', items: value.map(schemaOf).reduce(merged, { type: 'string' }) };
	if (typeof value !== 'object' || value === null) return { type: value === null ? 'null' : typeof value };
	return { type: 'object', properties: Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, schemaOf(entry)])) };
}

function merged(a: OutputSchema, b: OutputSchema): OutputSchema {
	if (a.type !== b.type) return a.type === 'null' ? b : a;
	if (a.properties === undefined || b.properties === undefined) return a;
	const properties = { ...a.properties };
	for (const [name, schema] of Object.entries(b.properties)) {
		properties[name] = properties[name] === undefined ? schema : merged(properties[name], schema);
	}
	return { ...a, properties };
}

/**
 * The schema of an operation's items, for n8n's editor: it offers the fields for mapping before the node has run.
 *
 * @param items what the operation put out, in several cases; a field need not be in all of them
 * @returns the text of `__schema__/v1.0.0/<resource>/<operation>.json`
 */
export function outputSchema(items: readonly IDataObject[]): string {
	return `${JSON.stringify({ ...items.map(schemaOf).reduce(merged), version: 1 }, null, '\t')}\n`;
}
