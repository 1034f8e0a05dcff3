import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { FieldError } from '../catalogue/fieldError';
import type { Operation, Subject, Values } from '../catalogue/types';
import { prepareItem } from '../requests/runItem';
import { checkedFields } from '../requests/body';
import { WAIT_KEY } from './expected';
import { endOfWait } from './limit';
import { endsWait, expectedOf, finalItem, queryRecord, type Expected } from './subject';

/** The user's own figures win over the record's, where given: what was agreed is what must come. */
function expected(record: Record<string, unknown>, subject: Subject, id: string, values: Values): Expected {
	const recorded = expectedOf(record as never, subject, id);
	return {
		...recorded,
		amount: values.expected_amount || recorded.amount,
		currency: values.expected_currency || recorded.currency,
	};
}

/**
 * Begins to wait for one payment, refund or payout. Asks the gateway first, so that a notification that came before the wait is
 * not missed; if it is final already, the workflow goes on at once.
 *
 * @returns two outputs: "Limit Reached", which n8n feeds with the input when the time is over, and "Final"
 * @throws NodeOperationError for several items: an execution can wait for one thing at a time
 */
export async function beginWaiting(context: IExecuteFunctions, operation: Operation, subject: Subject): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length !== 1) {
		throw new NodeOperationError(context.getNode(), `"${operation.name}" takes one item at a time, but it got ${items.length}`, {
			description:
				'An execution can wait for one thing at a time. Put a Loop Over Items node with batch size 1 before it, or start one execution per item with an Execute Workflow node in mode "Run once for each item".',
		});
	}
	const call = await prepareItem(context, operation, 0);
	const { values } = call.fields;
	checkedFields(operation, call.fields);
	const id = values[subject.idField];
	const record = (await queryRecord(context, call.account, subject, id)) ?? {};
	const agreed = expected(record, subject, id, values);
	if (endsWait(record.state, subject, values.end_states.split(','))) {
		return [[], [{ json: finalItem(record, subject, agreed), pairedItem: { item: 0 } }]];
	}
	const until = endOfWait(values, Number(record.time_out ?? 0));
	context.customData.set(WAIT_KEY, JSON.stringify(agreed));
	if (context.customData.get(WAIT_KEY) === undefined) {
		throw new FieldError(
			'This execution already holds ten custom execution data entries, so there is no room to note what is waited for',
			'Remove one of the entries that the workflow sets as custom execution data.',
		);
	}
	await context.putExecutionToWait(until);
	return [items, []];
}
