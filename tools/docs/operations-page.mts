import type { AccountKind, Effect, Field, Operation, Resource } from '../../nodes/YabandPay/catalogue/types.ts';
import { picturedForms } from '../pictures/forms.mts';
import { cell, fieldRow, FIELD_HEAD, sentence, table } from './field-row.mts';

/** The options of an operation, those of every operation included. */
export type OptionsOf = (operation: Operation) => readonly Field[];

const ACCOUNTS: Readonly<Record<AccountKind, string>> = {
	cashier: 'the UID of a cashier account',
	superAdmin: 'the UID of the super-admin account',
	merchant: 'the merchant-level UID',
	terminal: 'the TID of the terminal',
};

const EFFECTS: Readonly<Record<Effect, string>> = {
	read: 'reads only',
	create: 'creates something that the payer, or a later step, still has to confirm',
	money: 'moves money, or asks a terminal to, as soon as the gateway accepts it',
};

/** A field that so many operations have in the same words is described once. */
const SHARED_FROM = 4;

const code = (text: string): string => `\`${text}\``;

/** Every field with whether it stands under Options. */
const fieldsOf = (operation: Operation, optionsOf: OptionsOf): Array<readonly [Field, boolean]> => [
	...operation.fields.map((field) => [field, false] as const),
	...optionsOf(operation).map((field) => [field, true] as const),
];

/** The rows of fields that many operations share, most used first. */
function sharedRows(resources: readonly Resource[], optionsOf: OptionsOf): ReadonlySet<string> {
	const uses = new Map<string, number>();
	for (const operation of resources.flatMap(({ operations }) => operations)) {
		for (const [field, isOption] of fieldsOf(operation, optionsOf)) {
			const row = fieldRow(field, isOption);
			uses.set(row, (uses.get(row) ?? 0) + 1);
		}
	}
	const shared = [...uses].filter(([, count]) => count >= SHARED_FROM).sort(([, a], [, b]) => b - a);
	return new Set(shared.map(([row]) => row));
}

function method(operation: Operation): string {
	if (operation.method !== '') return code(operation.method);
	return operation.fields.some(({ name }) => name === 'method') ? 'the one you name' : 'none';
}

function account({ account: kind, fields }: Operation): string {
	if (fields.some(({ name }) => name === 'call_account')) return 'UID or TID';
	return kind === 'terminal' ? 'TID' : 'UID';
}

const sendsNothing = ({ method: name, effect, waiting }: Operation): boolean => name === '' && effect === 'read' && !waiting;

function facts(operation: Operation): string {
	const { effect, page, constants = {}, waiting, answer } = operation;
	const always = Object.entries(constants).map(([name, value]) => code(`${name}=${value}`));
	const waits = 'reads, then lets the execution wait; two outputs, **Limit Reached** and **Final**';
	const lines = [
		`Method: ${method(operation)}${always.length === 0 ? '' : `, always with ${always.join(' ')}`}`,
		sendsNothing(operation) ? 'Sends nothing to the gateway' : `Runs under ${ACCOUNTS[operation.account]}; ${waiting ? waits : EFFECTS[effect]}`,
		answer?.simplify === undefined ? '' : `**Simplify**, on by default, keeps ${answer.simplify.map(code).join(', ')}`,
		`Gateway page: ${code(page)}`,
	];
	return lines.filter(Boolean).map((line) => `- ${line}`).join('\n');
}

/** Names of shared fields, those that must be filled in bold. */
function sharedLine(label: string, fields: readonly Field[]): string {
	if (fields.length === 0) return '';
	const names = fields.map(({ name, required, derive }) => (required && !derive ? `**${code(name)}**` : code(name)));
	return `- ${label}: ${names.join(', ')}`;
}

/** The form in the editor, folded up: it is long. */
function pictures(resource: Resource, operation: Operation): string {
	const shown = picturedForms(resource).filter(({ operation: pictured }) => pictured === operation);
	return shown
		.map(({ picture, withOptions }) => {
			const title = `The ${withOptions ? 'options' : 'form'} of ${resource.name}: ${operation.name}`;
			return [
				`<details><summary>${title}</summary>\n`,
				'<picture>',
				`<source media="(prefers-color-scheme: dark)" srcset="images/${picture}-dark.png">`,
				`<img src="images/${picture}.png" alt="${title}" width="419">`,
				'</picture>\n',
				'</details>',
			].join('\n');
		})
		.join('\n\n');
}

function operationSection(resource: Resource, operation: Operation, optionsOf: OptionsOf, shared: ReadonlySet<string>): string {
	const all = fieldsOf(operation, optionsOf);
	const common = all.filter(([field, isOption]) => shared.has(fieldRow(field, isOption)));
	const own = all.map(([field, isOption]) => fieldRow(field, isOption)).filter((row) => !shared.has(row));
	const lines = [
		facts(operation),
		sharedLine('[Shared fields](#shared-fields)', common.filter(([, isOption]) => !isOption).map(([field]) => field)),
		sharedLine('[Shared options](#shared-fields)', common.filter(([, isOption]) => isOption).map(([field]) => field)),
	];
	return [
		`### ${resource.name}: ${operation.name}`,
		`${sentence(operation.description)} In the editor: *${operation.action}*. Values: ${code(resource.value)}, ${code(operation.value)}.`,
		lines.filter(Boolean).join('\n'),
		own.length === 0 ? '' : table(FIELD_HEAD, own),
		pictures(resource, operation),
	]
		.filter(Boolean)
		.join('\n\n');
}

const anchor = (resource: Resource, operation: Operation): string =>
	`${resource.name}: ${operation.name}`
		.toLowerCase()
		.replaceAll(/[^a-z0-9 -]/g, '')
		.replaceAll(' ', '-');

function overview(resources: readonly Resource[]): string {
	const rows = resources.flatMap((resource) =>
		resource.operations.map((operation) =>
			cell(
				resource.name,
				`[${operation.name}](#${anchor(resource, operation)})`,
				method(operation),
				operation.waiting ? 'waits' : operation.effect,
				sendsNothing(operation) ? 'none' : account(operation),
			),
		),
	);
	return table(['Resource', 'Operation', 'Method', 'Effect', 'Account'], rows);
}

const INTRODUCTION = `# Operations

<!-- Generated from the catalogue by "npm run docs". Do not edit. -->

Every operation of the **YabandPay** node. Parameters have the gateway's own field names, so that an expression, a saved workflow and
the gateway's documentation speak of the same thing.

- **Required**: *yes* must be filled in; *derived* may stay empty, and the node finds the value in the credential or makes a number that
  stays the same when the attempt is repeated; *no* may stay empty; *option* stands under **Options**.
- **Effect**: *read* changes nothing; *create* makes a link, a code or a quote that somebody still has to confirm; *money* moves money as
  soon as the gateway accepts it; *waits* lets the execution wait.
- Amounts are decimal text in major units, e.g. \`24.90\`. Empty fields are not sent.
- Gateway pages are named by their path in its public documentation; \`cn/\` and \`en/\` are its two languages.`;

/**
 * The reference page of all operations, in Markdown.
 *
 * @param resources the catalogue
 * @throws Error if a check of a field cannot be put into words, see `limitsOf`
 */
export function operationsPage(resources: readonly Resource[], optionsOf: OptionsOf): string {
	const sorted = resources.toSorted((a, b) => a.name.localeCompare(b.name));
	const shared = sharedRows(sorted, optionsOf);
	const sections = sorted.flatMap((resource) => [
		`## ${resource.name}`,
		...resource.operations.map((operation) => operationSection(resource, operation, optionsOf, shared)),
	]);
	return `${[INTRODUCTION, overview(sorted), '## Shared fields', table(FIELD_HEAD, [...shared]), ...sections].join('\n\n')}\n`;
}
