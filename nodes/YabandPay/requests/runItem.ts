import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ItemCall, Operation } from '../catalogue/types';
import { buildBody } from './body';
import { callGateway } from './callGateway';
import { asContents } from './contents';
import { derivedIdentifier } from './identifiers';
import { ItemReader } from './itemReader';
import { readValues } from './parameters';

/**
 * Reads the credential and the values of one item.
 *
 * @throws FieldError if an expression gives a list or an object where text is needed
 */
export async function prepareItem(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
	reader = new ItemReader(context),
): Promise<ItemCall> {
	const account = await reader.account(itemIndex);
	const fields: ItemCall['fields'] = {
		values: readValues(reader, operation, itemIndex),
		account: account.settings,
		stableIdentifier: (purpose, alphabet, length) =>
			derivedIdentifier(reader.attempt(itemIndex), purpose, alphabet, length),
		resumeUrl: () => context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex) as string,
	};
	return { context, operation, itemIndex, reader, account, fields };
}

/**
 * Runs one operation for one item: reads and checks the values, signs and sends the call, and turns the answer into items.
 *
 * @throws FieldError if a value cannot be sent, GatewayError if the call failed
 */
export async function runItem(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
	reader: ItemReader,
): Promise<INodeExecutionData[]> {
	const call = await prepareItem(context, operation, itemIndex, reader);
	const contents = operation.perform ? await operation.perform(call) : asContents(await callGateway(call, buildBody(operation, call.fields)));
	return contents.map((content) => ({ ...content, pairedItem: { item: itemIndex } }));
}
