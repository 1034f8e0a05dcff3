import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { optionsOf } from './parameters';
import type { Field, Operation, Resource } from './types';

function property(field: Field): INodeProperties {
	const { displayName, description, hint, placeholder, type = 'string', typeOptions } = field;
	return {
		displayName,
		name: field.name,
		type,
		default: field.default ?? (type === 'boolean' ? false : ''),
		...(field.options ? { options: field.options } : {}),
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

const byName = (a: INodePropertyOptions, b: INodePropertyOptions): number => a.name.localeCompare(b.name);

function operationProperty({ value: resource, operations }: Resource): INodeProperties {
	const options = operations.map(({ name, value, action, description }) => ({ name, value, action, description }));
	const property: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: '',
		displayOptions: { show: { resource: [resource] } },
		options: options.sort(byName),
	};
	return { ...property, default: operations[0].value };
}

/** The parameters the editor shows for the whole catalogue: resource, operation, then each operation's fields and options. */
export function catalogueProperties(resources: readonly Resource[]): INodeProperties[] {
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		default: 'onlinePayment',
		options: resources.map(({ name, value }) => ({ name, value })).sort(byName),
	};
	const operations = resources.map(operationProperty);
	return [resource, ...operations, ...resources.flatMap((entry) => entry.operations.flatMap((each) => fieldProperties(entry, each)))];
}
