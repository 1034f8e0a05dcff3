import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { sameAmount } from '../../../protocol/money';
import { normalizeState } from '../../../protocol/states';
import type { Subject } from '../catalogue/types';
import type { Account } from '../requests/account';
import { readAnswer } from '../requests/answer';
import { send } from '../requests/send';
import { toItems } from '../requests/toItems';

/** What was there when the wait began. */
export interface Expected {
	readonly id: string;
	readonly amount: string;
	readonly currency: string;
}

/** The gateway holds a notification open while it is asked, so the answer has to come quickly. */
const QUERY_TIMEOUT_SECONDS = 20;

/**
 * Asks the gateway for the record of what is waited for; undefined where the gateway has no such method.
 *
 * @throws GatewayError if the gateway cannot be asked, or does not know it
 */
export async function queryRecord(
	context: IExecuteFunctions | IWebhookFunctions,
	account: Account,
	{ query, idField }: Subject,
	id: string,
): Promise<IDataObject | undefined> {
	if (query === undefined) return undefined;
	const body = { method: query.method, data: { [idField]: id } };
	const answer = readAnswer(await send(context, account, body, QUERY_TIMEOUT_SECONDS), query);
	return toItems(answer, query.answer)[0];
}

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

/** The part of a record that must not change while waiting. */
export const expectedOf = (record: IDataObject, subject: Subject, id: string): Expected => ({
	id,
	amount: text(record[subject.amountField]),
	currency: text(record[subject.currencyField]),
});

/** Whether a state is one that ends the wait. */
export const endsWait = (state: unknown, { kind }: Subject, endStates: readonly string[]): boolean =>
	endStates.includes(normalizeState(kind, text(state)));

/**
 * The item of a final record. Where amount or currency are not what they were when the wait began, `state` is
 * `amount_mismatch`, so that nothing but a look at it can take it for paid; the gateway's word is kept in `raw_state`.
 */
export function finalItem(record: IDataObject, subject: Subject, expected: Expected): IDataObject {
	const { amount, currency } = expectedOf(record, subject, expected.id);
	const isSame =
		(expected.amount === '' || amount === expected.amount || sameAmountText(amount, expected.amount)) &&
		(expected.currency === '' || currency === expected.currency);
	if (isSame) return record;
	return { ...record, state: 'amount_mismatch', expected_amount: expected.amount, expected_currency: expected.currency };
}

const DECIMAL = /^\d+(\.\d+)?$/;

const sameAmountText = (a: string, b: string): boolean => DECIMAL.test(a) && DECIMAL.test(b) && sameAmount(a, b);
