import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { FieldError } from '../catalogue/fieldError';
import type { Operation } from '../catalogue/types';
import { GatewayError } from './gatewayError';
import { runItem } from './runItem';
import { CONCURRENCY } from './timeouts';

type Result = INodeExecutionData[] | NodeOperationError | undefined;

function asNodeError(context: IExecuteFunctions, error: unknown, itemIndex: number): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const isOurs = error instanceof FieldError || error instanceof GatewayError;
	const nodeError = new NodeOperationError(context.getNode(), isOurs ? error.message : (error as Error), {
		itemIndex,
		description: isOurs ? error.description : undefined,
		level: 'warning',
	});
	// n8n replaces a message that names e.g. ECONNRESET by one that advises to retry at once: not with money on the way.
	if (isOurs) nodeError.message = error.message;
	return nodeError;
}

/**
 * An item for the error output: what happened, and the numbers with which the call can be found again. n8n tells an error
 * item by having these three fields and no others; were the item's own `error` set, n8n would drop all but the message.
 */
function errorItem(error: NodeOperationError, cause: unknown, itemIndex: number): INodeExecutionData {
	const details: IDataObject =
		cause instanceof GatewayError
			? { ...cause.identifiers, ...(cause.code === undefined ? {} : { code: cause.code }), outcome: cause.outcome }
			: { outcome: 'not_sent' };
	return {
		json: { error: error.message, message: error.description ?? '', details },
		pairedItem: { item: itemIndex },
	};
}

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
	let next = 0;
	let stopped = false;

	const worker = async () => {
		while (next < count && !stopped) {
			const itemIndex = next++;
			try {
				results[itemIndex] = await runItem(context, operation, itemIndex);
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
