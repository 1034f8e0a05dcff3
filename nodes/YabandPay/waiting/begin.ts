import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { FieldError } from '../catalogue/fieldError';
import type { Operation, Subject, Values } from '../catalogue/types';
import { checkedFields } from '../requests/body';
import { asNodeError, errorItem } from '../requests/itemErrors';
import { prepareItem } from '../requests/runItem';
import { noteExpected, readEndStates, type Expected } from './expected';
import { endOfWait } from './limit';
import { checkNotified, checkPreconditions } from './preconditions';
import { endsWait, expectedOf, finalItem, queryRecord } from './subject';

/** The user's own figures win over the record's, where given: what was agreed is what must come. */
function expected(recorded: Expected, values: Values): Expected {
	return {
		...recorded,
		amount: values.expected_amount || recorded.amount,
		currency: values.expected_currency || recorded.currency,
	};
}

async function begin(context: IExecuteFunctions, operation: Operation, subject: Subject): Promise<INodeExecutionData[][]> {
	checkPreconditions(context, operation);
	const call = await prepareItem(context, operation, 0);
	const { values, resumeUrl } = call.fields;
	checkedFields(operation, call.fields);

	const id = values[subject.idField];
	const endStates = readEndStates(values.end_states, subject.kind);
	const record = await queryRecord(context, call.account, subject, id);
	const agreed = expected(expectedOf(record ?? {}, subject, id, endStates), values);
	if (record !== undefined) {
		if (endsWait(record.state, subject, endStates)) {
			return [[], [{ json: finalItem(record, subject, agreed), pairedItem: { item: 0 } }]];
		}
		checkNotified(record, resumeUrl());
	}
	const until = endOfWait(values, { orderMinutes: Number(record?.time_out ?? 0), timeZone: context.getTimezone() });
	if (!noteExpected(context, agreed)) {
		throw new FieldError(
			'This execution already holds ten custom execution data entries, so there is no room to note what is waited for',
			'Remove one of the entries that the workflow sets as custom execution data.',
		);
	}
	await context.putExecutionToWait(until);
	// n8n drops them: they go on through the first output when the limit is reached.
	return [context.getInputData(), []];
}

/**
 * Begins to wait for one payment, refund or payout. Asks the gateway first, so that a notification that came before the wait is
 * not missed; if it is final already, the workflow goes on at once.
 *
 * @returns two outputs: "Limit Reached", which n8n feeds with the input when the time is over, and "Final"
 * @throws NodeOperationError if it cannot wait, unless the node continues on errors: then every input item becomes an error item
 */
export async function beginWaiting(context: IExecuteFunctions, operation: Operation, subject: Subject): Promise<INodeExecutionData[][]> {
	try {
		return await begin(context, operation, subject);
	} catch (cause) {
		const error = asNodeError(context, cause, 0);
		if (!context.continueOnFail()) throw error;
		return [context.getInputData().map((_item, index) => errorItem(error, cause, index)), []];
	}
}
