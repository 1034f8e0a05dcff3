import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Operation } from '../catalogue/types';
import { asNodeError, errorItem } from './itemErrors';
import { ItemReader } from './itemReader';
import { runItem } from './runItem';
import { CONCURRENCY } from './timeouts';

type Result = INodeExecutionData[] | NodeOperationError | undefined;

/** Names the items that had gone through before the node stopped, so that no charge is lost from view. */
function whatWentThrough(results: readonly Result[], items: readonly number[]): string {
	const done = items.flatMap((itemIndex) => {
		const result = results[itemIndex];
		if (!Array.isArray(result)) return [];
		const { trade_id, refund_id, payout_id, order_id } = result[0]?.json ?? {};
		const number = trade_id ?? refund_id ?? payout_id ?? order_id;
		return [`item ${itemIndex}${number ? ` (${number as string})` : ''}`];
	});
	return done.length === 0 ? '' : ` Before the node stopped, these had gone through: ${done.join(', ')}.`;
}

function concurrencyOf(context: IExecuteFunctions, operation: Operation): number {
	const { concurrency } = context.getNodeParameter('options', 0, {}) as IDataObject;
	return Number(concurrency) > 0 ? Number(concurrency) : CONCURRENCY[operation.effect];
}

/**
 * Runs an operation for all items, some at the same time, and keeps their order. With "On Error: Continue" each item gets
 * its own result or error. Otherwise the first failure lets no new item start, those under way finish, and the error names
 * what had gone through.
 *
 * @throws NodeOperationError for the first item that failed, unless the node continues on errors
 */
export async function runItems(context: IExecuteFunctions, operation: Operation): Promise<INodeExecutionData[]> {
	const count = context.getInputData().length;
	const results: Result[] = new Array(count).fill(undefined);
	const continues = context.continueOnFail();
	const reader = new ItemReader(context);
	let next = 0;
	let stopped = false;

	const worker = async () => {
		while (next < count && !stopped) {
			const itemIndex = next++;
			try {
				results[itemIndex] = await runItem(context, operation, itemIndex, reader);
			} catch (cause) {
				const error = asNodeError(context, cause, itemIndex);
				results[itemIndex] = continues ? [errorItem(error, cause, itemIndex)] : error;
				stopped ||= !continues;
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(count, concurrencyOf(context, operation)) }, worker));

	const failed = results.findIndex((result) => result instanceof NodeOperationError);
	if (failed === -1) return results.flatMap((result) => (Array.isArray(result) ? result : []));
	const error = results[failed] as NodeOperationError;
	error.description = `${error.description ?? ''}${whatWentThrough(results, [...results.keys()])}`;
	throw error;
}
