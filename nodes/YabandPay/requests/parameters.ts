import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../catalogue/fieldError';
import { isShown, optionsOf } from '../catalogue/parameters';
import type { Field, Operation, Values } from '../catalogue/types';
import type { ItemReader } from './itemReader';

/** Dates that expressions produce: luxon's `$now` and JavaScript's own. */
interface DateLike {
	toISO?: () => string;
	toISOString?: () => string;
}

function asText(field: Field, value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	const { toISO, toISOString } = value as DateLike;
	if (toISO) return toISO.call(value);
	if (toISOString) return toISOString.call(value);
	if (field.type === 'multiOptions' && Array.isArray(value)) return value.join(',');
	if (field.type === 'json') return JSON.stringify(value);
	throw new FieldError(
		`${field.displayName} must be text, but the expression gives ${Array.isArray(value) ? 'a list' : 'an object'}`,
		'Point the expression at a single value, e.g. {{ $json.amount }}. Nothing was sent to YabandPay.',
	);
}

/**
 * Reads what the user entered for one item, as text by the gateway's field names. Fields that the editor hides are not read.
 *
 * @throws FieldError if an expression gives a list or an object where text is needed
 */
export function readValues(reader: ItemReader, operation: Operation, itemIndex: number): Values {
	const values: Record<string, string> = {};
	for (const field of operation.fields) {
		if (!isShown(field, values)) continue;
		values[field.name] = asText(field, reader.parameter(field.name, itemIndex, ''));
	}
	const options = reader.parameter('options', itemIndex, {}) as IDataObject;
	for (const field of optionsOf(operation)) {
		values[field.name] = asText(field, options[field.name]);
		if (field.neverEmpty && field.name in options && values[field.name] === '') {
			throw new FieldError(
				`The option "${field.displayName}" is empty`,
				'Give it a value, or remove the option. If it is set by an expression, check that the expression gives a value for this item. Nothing was sent to YabandPay.',
			);
		}
	}
	return values;
}
