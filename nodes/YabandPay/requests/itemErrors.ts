import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { FieldError } from '../catalogue/fieldError';
import { GatewayError } from './gatewayError';

/** The error of one item, with what to do about it as its description. */
export function asNodeError(context: IExecuteFunctions, error: unknown, itemIndex: number): NodeOperationError {
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
export function errorItem(error: NodeOperationError, cause: unknown, itemIndex: number): INodeExecutionData {
	const details: IDataObject =
		cause instanceof GatewayError
			? { ...cause.identifiers, ...(cause.code === undefined ? {} : { code: cause.code }), outcome: cause.outcome }
			: { outcome: 'not_sent' };
	return {
		json: { error: error.message, message: error.description ?? '', details },
		pairedItem: { item: itemIndex },
	};
}
