import type { ItemCall, ItemContent } from '../catalogue/types';
import { buildBody } from './body';
import { askGateway } from './callGateway';
import { asContents } from './contents';
import { toItems } from './toItems';

/**
 * Gets the orders of a period: one item per line of the gateway's CSV file, or on request the file itself; reference section 7.
 *
 * @throws FieldError if a value cannot be sent, GatewayError if the call failed
 */
export async function performOrderList(call: ItemCall): Promise<ItemContent[]> {
	const { context, operation, fields } = call;
	const body = buildBody(operation, fields);
	const answer = (await askGateway(call, body)) ?? {};
	const orders = toItems(answer, operation.answer);
	const fileField = fields.values.output_file_field;
	if (!fileField) return asContents(orders);
	const { start_time, end_time } = body.data;
	const file = Buffer.from(String(answer.data?.file ?? ''), 'utf8');
	const binary = await context.helpers.prepareBinaryData(file, `orders-${String(start_time)}-${String(end_time)}.csv`, 'text/csv');
	return [{ json: { start_time, end_time, number_of_orders: orders.length }, binary: { [fileField]: binary } }];
}
