import { FieldError } from '../catalogue/fieldError';
import { optionsOf } from '../catalogue/parameters';
import type { Field, FieldContext, Operation } from '../catalogue/types';

/** A call before it is signed; `user` only where it is not the credential's UID. */
export interface CallBody {
	readonly method: string;
	readonly data: Record<string, string>;
	readonly user?: string;
}

function valueToSend(field: Field, context: FieldContext): string {
	const typed = context.values[field.name] ?? '';
	if (typed !== '') return field.check ? field.check(typed, context) : typed;
	const derived = field.derive?.(context) ?? '';
	if (derived === '' && field.required) {
		throw new FieldError(
			`${field.displayName} is empty`,
			`${field.description ?? 'It is required.'} If it is set by an expression, check that the expression gives a value for this item. Nothing was sent to YabandPay.`,
		);
	}
	return derived;
}

function accountToUse(operation: Operation, { account, values }: FieldContext): string | undefined {
	if (operation.account === 'terminal') return values.tid || account.tid;
	if (account.uid !== '') return undefined;
	throw new FieldError(
		'The YabandPay credential has no UID, and this operation runs under one',
		'Open the credential and enter the UID of the account, e.g. 016683. Nothing was sent to YabandPay.',
	);
}

/**
 * Builds the call of one item: constants, then what the user entered, checked, then what is derived. Empty fields are left out.
 *
 * @throws FieldError if a value is missing or cannot be sent
 */
export function buildBody(operation: Operation, context: FieldContext): CallBody {
	const user = accountToUse(operation, context);
	const data: Record<string, string> = { ...operation.constants };
	for (const field of [...operation.fields, ...optionsOf(operation)]) {
		if (field.local) {
			if (context.values[field.name]) field.check?.(context.values[field.name], context);
			continue;
		}
		const value = valueToSend(field, context);
		if (value !== '') data[field.sentAs ?? field.name] = value;
	}
	for (const rule of operation.rules ?? []) rule(context.values);
	return { method: operation.method, data, ...(user ? { user } : {}) };
}
