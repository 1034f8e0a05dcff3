import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { optionsOf } from './parameters';
import type { AccountKind, Field, Resource } from './types';

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

/** A field and the operations of a resource that have it. */
interface SharedField {
	readonly field: Field;
	readonly operations: string[];
}

/**
 * The fields of all operations of a resource, each once, in an order that keeps the order of every operation. Operations
 * share most fields, and the editor loads all of them with the node.
 */
function sharedFields({ operations }: Resource): SharedField[] {
	const shared: SharedField[] = [];
	for (const operation of operations) {
		let position = 0;
		for (const field of operation.fields) {
			const found = shared.findIndex((entry, index) => index >= position && entry.field === field);
			if (found === -1) shared.splice(position++, 0, { field, operations: [operation.value] });
			else {
				shared[found].operations.push(operation.value);
				position = found + 1;
			}
		}
	}
	return shared;
}

/** Payments run under a cashier's account. Who has entered that one learns here, not from a refusal, that another is needed. */
const OTHER_ACCOUNTS: ReadonlyArray<{ kind: AccountKind; name: string }> = [
	{ kind: 'superAdmin', name: 'super-admin' },
	{ kind: 'merchant', name: 'merchant-level' },
];

function notice(name: string, text: string, resource: string, operations: string[]): INodeProperties {
	return { displayName: text, name, type: 'notice', default: '', displayOptions: { show: { resource: [resource], operation: operations } } };
}

function accountNotices({ value, operations }: Resource): INodeProperties[] {
	return OTHER_ACCOUNTS.flatMap(({ kind, name }) => {
		const concerned = operations.filter(({ account }) => account === kind).map((operation) => operation.value);
		if (concerned.length === 0) return [];
		const text = `Choose a credential with the UID of your ${name} account: YabandPay refuses this under a cashier account.`;
		return [notice('account_notice', text, value, concerned)];
	});
}

/** What a wait needs is set in another step, where nobody who looks at this one sees it. */
function waitingNotices({ value, operations }: Resource): INodeProperties[] {
	return operations.flatMap(({ value: operation, waiting }) => {
		if (!waiting) return [];
		const text = `Create the ${waiting.kind} in this workflow with "Notify" set to "This Execution". Its outcome leaves by the output "Final"; when the limit is reached first, the input leaves by "Limit Reached".`;
		return [notice('waiting_notice', text, value, [operation])];
	});
}

function fieldProperties(resource: Resource): INodeProperties[] {
	const fields = sharedFields(resource).map(({ field, operations }) => ({
		...property(field),
		...(field.required && !field.derive ? { required: true } : {}),
		displayOptions: { show: { resource: [resource.value], operation: operations, ...field.showFor } },
	}));
	const simplifying = resource.operations.filter(({ answer }) => answer?.simplify).map(({ value }) => value);
	const simplify: INodeProperties = {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		displayOptions: { show: { resource: [resource.value], operation: simplifying } },
		description: 'Whether to return a simplified version of the response instead of the raw data',
	};
	const withOptions = resource.operations.filter((operation) => optionsOf(operation).length > 0);
	const options = withOptions.map(
		(operation): INodeProperties => ({
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			displayOptions: { show: { resource: [resource.value], operation: [operation.value] } },
			options: optionsOf(operation).map(property),
		}),
	);
	return [...accountNotices(resource), ...waitingNotices(resource), ...fields, ...(simplifying.length > 0 ? [simplify] : []), ...options];
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
	return [resource, ...operations, ...resources.flatMap(fieldProperties)];
}

/** What stands below the node on the canvas: the names of the dropdowns instead of their values, e.g. `POS Terminal: Start Sale`. */
export function subtitle(resources: readonly Resource[]): string {
	const names = resources.flatMap(({ value, name, operations }) =>
		operations.map((operation) => [`${value}.${operation.value}`, `${name}: ${operation.name}`]),
	);
	return `={{ (${JSON.stringify(Object.fromEntries(names))})[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}
