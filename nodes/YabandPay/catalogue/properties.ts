import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { optionsOf, parameterName } from './parameters';
import type { Field, Operation, Resource } from './types';

function property(field: Field): INodeProperties {
	const { displayName, description, hint, placeholder, type = 'string', typeOptions } = field;
	return {
		displayName,
		name: parameterName(field),
		type,
		default: field.default ?? (type === 'boolean' ? false : ''),
		...(field.choices ? { options: field.choices } : {}),
		...(typeOptions ? { typeOptions } : {}),
		...(placeholder ? { placeholder } : {}),
		...(description ? { description } : {}),
		...(hint ? { hint } : {}),
	};
}

function fieldProperties(resource: Resource, operation: Operation): INodeProperties[] {
	const shown = { resource: [resource.value], operation: [operation.value] };
	const fields = operation.fields.map((field) => ({
		...property(field),
		...(field.required && !field.derive ? { required: true } : {}),
		displayOptions: { show: { ...shown, ...field.showFor } },
	}));
	const simplify: INodeProperties = {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		displayOptions: { show: shown },
		description: 'Whether to return a simplified version of the response instead of the raw data',
	};
	const options: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: shown },
		options: optionsOf(operation).map(property),
	};
	return [...fields, ...(operation.answer?.simplify ? [simplify] : []), options];
}

/** The parameters the editor shows for the whole catalogue: resource, operation, then each operation's fields and options. */
export function catalogueProperties(resources: readonly Resource[]): INodeProperties[] {
	const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		default: 'onlinePayment',
		options: resources.map(({ name, value }): INodePropertyOptions => ({ name, value })).sort(byName),
	};
	const operations = resources.map(
		({ value, operations: entries }): INodeProperties => ({
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: entries[0].value,
			displayOptions: { show: { resource: [value] } },
			options: entries
				.map(({ name, value: operation, action, description }) => ({ name, value: operation, action, description }))
				.sort(byName),
		}),
	);
	return [resource, ...operations, ...resources.flatMap((entry) => entry.operations.flatMap((each) => fieldProperties(entry, each)))];
}
