import type { IDataObject } from 'n8n-workflow';

/** `{{ $json.name }}`, as the editor writes it when a field is dragged into a parameter. */
const REFERENCE = /\{\{\s*\$json\.([A-Za-z_]\w*)\s*\}\}/g;

/** Whatever n8n might read as more than text, between the references. */
const MORE_THAN_TEXT = /[{}\\]|constructor/;

/**
 * What n8n resolves an expression to where that can be told without evaluating it: every `{{ … }}` in it names a field of the
 * item, and the field holds text or a number. n8n evaluates each expression in a JavaScript engine of its own, which takes
 * longer than all else that this node does for an item.
 *
 * @param stored the parameter as it is saved, e.g. `=Order {{ $json.number }}`
 * @param json the item's data
 * @returns undefined where n8n has to be asked
 */
export function plainReference(stored: unknown, json: IDataObject | undefined): string | number | undefined {
	if (typeof stored !== 'string' || !stored.startsWith('=') || json === undefined) return undefined;
	// Text and the names of references take turns; text is first and last.
	const parts = stored.slice(1).split(REFERENCE);
	const isPlain = parts.every((part, index) =>
		isName(index) ? Object.hasOwn(json, part) && isTextOrNumber(json[part]) : !MORE_THAN_TEXT.test(part),
	);
	if (!isPlain) return undefined;
	const isWhole = parts.length === 3 && parts[0] === '' && parts[2] === '';
	if (isWhole) return json[parts[1]] as string | number;
	return parts.map((part, index) => (isName(index) ? String(json[part]) : part)).join('');
}

const isName = (index: number): boolean => index % 2 === 1;

const isTextOrNumber = (value: unknown): boolean => typeof value === 'string' || Number.isFinite(value);
