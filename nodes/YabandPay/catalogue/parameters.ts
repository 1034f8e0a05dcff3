import { concurrency, maximumAmount, requestTimeout } from '../fields/node';
import type { Field, Operation, Values } from './types';

/** Only a custom call, which names its method itself, calls without a method of its own. */
const callsGateway = ({ method, effect }: Operation): boolean => method !== '' || effect !== 'read';

/** The options of an operation: its own, and those that every operation that calls the gateway has. */
export function optionsOf(operation: Operation): readonly Field[] {
	const movesAmount = operation.fields.some(({ name }) => name === 'amount' || name === 'refund_amount');
	if (!callsGateway(operation)) return operation.options ?? [];
	const ceiling = operation.effect !== 'read' && movesAmount ? [maximumAmount] : [];
	// A wait takes one item.
	const several = operation.waiting ? [] : [concurrency];
	return [...(operation.options ?? []), ...ceiling, ...several, requestTimeout];
}

/** Whether the editor shows a field, given what the user chose in the others. */
export const isShown = (field: Field, values: Values): boolean =>
	Object.entries(field.showFor ?? {}).every(([other, wanted]) => wanted.includes(values[other] ?? ''));
