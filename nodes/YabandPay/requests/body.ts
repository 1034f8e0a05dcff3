import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../catalogue/fieldError';
import { isShown, optionsOf } from '../catalogue/parameters';
import type { Field, FieldContext, Operation } from '../catalogue/types';

/** A call before it is signed; `user` only where it is not the credential's UID. */
export interface CallBody {
	readonly method: string;
	readonly data: IDataObject;
	readonly user?: string;
}

function valueToSend(field: Field, context: FieldContext): string {
	const typed = context.values[field.name] ?? '';
	if (typed !== '') return field.check ? field.check(typed, context) : typed;
	const derived = field.derive?.(context) ?? '';
	if (derived === '' && field.required && isShown(field, context.values)) {
		throw new FieldError(
			`${field.displayName} is empty`,
			`${field.description ?? 'It is required.'} If it is set by an expression, check that the expression gives a value for this item. Nothing was sent to YabandPay.`,
		);
	}
	return derived;
}

/** The TID for terminal methods; undefined leaves it to the credential's UID. Throws a FieldError if that is missing. */
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
	const data: IDataObject = { ...operation.constants, ...checkedFields(operation, context) };
	return { method: operation.method, data, ...(user ? { user } : {}) };
}

/**
 * Checks every field of an operation and gives those that are sent, by the gateway's names. Empty fields are left out.
 *
 * @throws FieldError if a value is missing or wrong
 */
export function checkedFields(operation: Operation, context: FieldContext): Record<string, string> {
	const sent: Record<string, string> = {};
	for (const field of [...operation.fields, ...optionsOf(operation)]) {
		const value = valueToSend(field, context);
		if (value !== '' && !field.local) sent[field.sentAs ?? field.name] = value;
	}
	for (const rule of operation.rules ?? []) rule(context.values);
	return sent;
}
