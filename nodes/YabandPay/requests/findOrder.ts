import type { IDataObject } from 'n8n-workflow';
import type { ItemCall, ItemContent } from '../catalogue/types';
import { buildBody } from './body';
import { callGateway } from './callGateway';
import { asContents } from './contents';

/**
 * Whether a line of the list is about an order. The gateway publishes no column names for the list (reference section 7):
 * without a column `order_id`, the number may stand in any.
 */
function isAbout(line: IDataObject, orderId: string): boolean {
	return line.order_id === undefined ? Object.values(line).includes(orderId) : line.order_id === orderId;
}

const asDate = (epochSeconds: unknown): string => new Date(Number(epochSeconds) * 1000).toISOString();

/**
 * Finds out whether an order was paid when only our own number is known, e.g. because the answer with the trade_id was lost:
 * the gateway has no query by order_id, so the list of paid orders is searched (reference section 7).
 *
 * @returns every paid order of this number with `found: true`, more than one if it was paid twice; else one item with
 * `found: false`
 * @throws FieldError if a value cannot be sent, GatewayError if the gateway could not be asked
 */
export async function performFindOrder(call: ItemCall): Promise<ItemContent[]> {
	const orderId = call.fields.values.order_id;
	const body = buildBody(call.operation, call.fields);
	const found = (await callGateway(call, body)).filter((line) => isAbout(line, orderId));
	if (found.length > 0) return asContents(found.map((line) => ({ found: true, ...line })));
	const { start_time, end_time } = body.data;
	const message = `YabandPay lists no order "${orderId}" that was paid between ${asDate(start_time)} and ${asDate(end_time)}. It may still be waiting for the payer.`;
	return asContents([{ found: false, order_id: orderId, message }]);
}
