import type { IDataObject } from 'n8n-workflow';
import type { Answer, ItemCall, Operation } from '../catalogue/types';
import { readAnswer } from './answer';
import type { CallBody } from './body';
import { GatewayError } from './gatewayError';
import { send } from './send';
import { REQUEST_TIMEOUT_SECONDS } from './timeouts';
import { toItems } from './toItems';

const DUPLICATE_REQUEST_ID = '-3002';

const IDENTIFIERS = ['trade_id', 'order_id', 'request_id', 'refund_id', 'm_refund_id'];

const identifiersOf = (data: IDataObject): IDataObject =>
	Object.fromEntries(IDENTIFIERS.filter((name) => data[name]).map((name) => [name, data[name]]));

/** What to do when nobody knows whether the gateway acted, with the numbers that find it. */
function adviceForUnknown({ data }: CallBody): string {
	const numbers = Object.entries(identifiersOf(data)).map(([name, value]) => `${name} ${value as string}`);
	return `It is not known whether YabandPay carried out the call${numbers.length > 0 ? ` (${numbers.join(', ')})` : ''}. Do not start it again with other numbers. Look it up with Order: Find by Order ID, or in the YabandPay back office. Retrying this execution is safe where the call has a request_id: it sends the same numbers, so YabandPay does not charge a second time.`;
}

/** A repeated request_id means that an earlier attempt got through: nothing is charged again, and nothing has failed. */
const alreadyAccepted = ({ data }: CallBody): IDataObject => ({
	...identifiersOf(data),
	state: 'unknown',
	already_accepted: true,
	message:
		'YabandPay had accepted this request before (duplicate request_id), so it was not carried out a second time. Its state comes by notification, or ask for it with Order: Get or Order: Find by Order ID.',
});

/** Adds to a failure what finds the call again, and what to do where nobody knows its outcome. */
function withIdentifiers(error: unknown, operation: Operation, body: CallBody): unknown {
	if (!(error instanceof GatewayError)) return error;
	const advice = error.outcome === 'unknown' && operation.effect !== 'read' ? adviceForUnknown(body) : '';
	const description = [error.description, advice].filter(Boolean).join(' ');
	return new GatewayError(error.message, description, error.outcome, error.code, identifiersOf(body.data));
}

/**
 * Makes one call to the gateway.
 *
 * @returns the gateway's answer; undefined if it had accepted this very request before
 * @throws GatewayError if the call failed; it names the numbers with which the call can be found again
 */
export async function askGateway({ context, operation, account, fields }: ItemCall, body: CallBody): Promise<Answer | undefined> {
	const timeoutSeconds = Number(fields.values.request_timeout || REQUEST_TIMEOUT_SECONDS);
	return await send(context, account, body, timeoutSeconds)
		.then((raw) => readAnswer(raw, operation))
		.catch((error: unknown) => {
			const isRepeat = error instanceof GatewayError && error.code === DUPLICATE_REQUEST_ID && body.data.request_id;
			if (isRepeat) return undefined;
			throw withIdentifiers(error, operation, body);
		});
}

/**
 * Makes one call to the gateway and turns its answer into the JSON of items.
 *
 * @throws GatewayError if the call failed; it names the numbers with which the call can be found again
 */
export async function callGateway(call: ItemCall, body: CallBody): Promise<IDataObject[]> {
	const { operation, itemIndex, reader } = call;
	const answer = await askGateway(call, body);
	if (answer === undefined) return [alreadyAccepted(body)];
	const simplify = operation.answer?.simplify !== undefined && reader.parameter('simplify', itemIndex, true) === true;
	const sent = operation.effect === 'read' ? {} : identifiersOf(body.data);
	return toItems(answer, operation.answer, simplify).map((record) => ({ ...record, ...missing(sent, record) }));
}

/** The identifiers of the request that the answer does not repeat: a charge must stay findable. */
const missing = (sent: IDataObject, record: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(sent).filter(([name]) => record[name] === undefined || record[name] === ''));
