import type { Field } from '../../nodes/YabandPay/catalogue/types.ts';
import { limitsOf } from './limits.mts';

const code = (text: string): string => `\`${text}\``;

/** One line of a Markdown table. */
export const cell = (...cells: string[]): string =>
	`| ${cells.map((text) => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`;

/** A Markdown table out of its column titles and the lines that {@link cell} made. */
export const table = (titles: readonly string[], rows: readonly string[]): string =>
	[cell(...titles), cell(...titles.map(() => '---')), ...rows].join('\n');

/** A text with a capital at its beginning and a full stop at its end. */
export const sentence = (text: string): string =>
	text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

/** The columns of {@link fieldRow}. */
export const FIELD_HEAD = ['Parameter', 'Label', 'Type', 'Required', 'Takes', 'Help'];

function choices({ name, options = [] }: Field): string {
	// Some fifty codes would drown the rest of the page.
	if (/currency$/.test(name) && options.length > 1) return 'a currency code of ISO 4217';
	const named = (label: string, value: string): string => (value === '' || value === label ? label : `${code(value)} ${label}`);
	return options.map((option) => named(option.name, String('value' in option ? option.value : ''))).join(', ');
}

function onlyFor({ showFor = {} }: Field): string {
	const conditions = Object.entries(showFor).map(([other, values]) => `${code(other)} is ${values.map(code).join(' or ')}`);
	return conditions.length === 0 ? '' : `Only when ${conditions.join(' and ')}.`;
}

function required({ derive, required: isRequired }: Field): string {
	if (derive !== undefined) return 'derived';
	return isRequired ? 'yes' : 'no';
}

/** One field as a line of a Markdown table with the columns {@link FIELD_HEAD}. */
export function fieldRow(field: Field, isOption = false): string {
	const { name, sentAs, local, displayName, type = 'string', description = '', placeholder } = field;
	const sent = local ? ' (not sent)' : sentAs === undefined ? '' : ` (sent as ${code(sentAs)})`;
	const takes = choices(field) || limitsOf(field);
	const example = placeholder === undefined || takes.includes('e.g.') ? '' : `${takes === '' ? '' : ', '}${placeholder}`;
	const help = [sentence(description), onlyFor(field)].filter(Boolean).join(' ');
	return cell(`${code(name)}${sent}`, displayName, type, isOption ? 'option' : required(field), `${takes}${example}`, help);
}
