import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { sameAmount } from '../../../protocol/money';
import { normalizeState } from '../../../protocol/states';
import type { Subject } from '../catalogue/types';
import type { Account } from '../requests/account';
import { readAnswer } from '../requests/answer';
import { send } from '../requests/send';
import { toItems } from '../requests/toItems';
import type { Expected } from './expected';

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
export const expectedOf = (record: IDataObject, subject: Subject, id: string, endStates: readonly string[]): Expected => ({
	id,
	amount: text(record[subject.amountField]),
	currency: text(record[subject.currencyField]),
	endStates,
});

/** Whether a state is one that ends the wait. */
export const endsWait = (state: unknown, { kind }: Subject, endStates: readonly string[]): boolean =>
	endStates.includes(normalizeState(kind, text(state)));

/** States in which nothing is taken for money received or sent, whatever the amount says. */
const NOTHING_MOVED = new Set(['declined', 'failed', 'expired', 'cancelled', 'error', 'overruled']);

/** Whether fields name other money than expected; what either side does not name is not compared. */
function differs(fields: IDataObject, subject: Subject, expected: Expected): boolean {
	const amount = text(fields[subject.amountField]);
	const currency = text(fields[subject.currencyField]);
	const otherAmount = expected.amount !== '' && amount !== '' && amount !== expected.amount && !sameAmount(amount, expected.amount);
	return otherAmount || (expected.currency !== '' && currency !== '' && currency !== expected.currency);
}

/**
 * The item of a final record. Where amount or currency are not what they were when the wait began, `state` is
 * `amount_mismatch`, so that nothing but a look at it can take it for paid; the gateway's word is kept in `raw_state`.
 *
 * @param notified the fields of the notification that ended the wait: a gateway that says two things is not believed either
 */
export function finalItem(record: IDataObject, subject: Subject, expected: Expected, notified: IDataObject = {}): IDataObject {
	const isOther = [record, notified].some((fields) => differs(fields, subject, expected));
	if (!isOther || NOTHING_MOVED.has(normalizeState(subject.kind, text(record.state)))) return record;
	const figures = { expected_amount: expected.amount, expected_currency: expected.currency };
	if (!differs(notified, subject, expected)) return { ...record, state: 'amount_mismatch', ...figures };
	return {
		...record,
		state: 'amount_mismatch',
		...figures,
		notified_amount: text(notified[subject.amountField]),
		notified_currency: text(notified[subject.currencyField]),
	};
}
