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
	const names = [...stored.matchAll(REFERENCE)].map(([, name]) => name);
	const texts = stored.slice(1).split(REFERENCE).filter((_, index) => index % 2 === 0);
	const isPlain = names.every((name) => Object.hasOwn(json, name) && isTextOrNumber(json[name]));
	if (!isPlain || texts.some((text) => MORE_THAN_TEXT.test(text))) return undefined;
	const isWhole = names.length === 1 && texts.every((text) => text === '');
	if (isWhole) return json[names[0]] as string | number;
	return texts.map((text, index) => text + String(json[names[index]] ?? '')).join('');
}

const isTextOrNumber = (value: unknown): boolean => typeof value === 'string' || Number.isFinite(value);
