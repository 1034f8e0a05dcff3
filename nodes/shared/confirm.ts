import type { IWebhookFunctions } from 'n8n-workflow';
import { confirms, type Confirmation, type VerifiedNotification } from '../../protocol/notification';
import { readAnswer } from '../YabandPay/requests/answer';
import { send } from '../YabandPay/requests/send';
import { readAccount } from '../YabandPay/requests/account';
import { get as getOrder } from '../YabandPay/operations/order/get';
import { get as getRefund } from '../YabandPay/operations/refund/get';

/** The gateway holds the notification open while it is asked, so the answer has to come quickly. */
const CONFIRM_TIMEOUT_SECONDS = 10;

/** Which method knows the record behind a notification; the gateway has none for payouts. */
const QUERIES = {
	payment: { operation: getOrder, field: 'trade_id' },
	refund: { operation: getRefund, field: 'refund_id' },
	payout: undefined,
} as const;

/** Whether the gateway can be asked about this notification at all. */
export const canConfirm = ({ kind, fields }: VerifiedNotification): boolean => {
	const query = QUERIES[kind];
	return query !== undefined && (fields[query.field] ?? '') !== '';
};

/**
 * Asks the gateway for its own record and compares; reference sections 7 and 8.
 *
 * @throws GatewayError if the gateway cannot be asked
 */
export async function confirmWithGateway(
	context: IWebhookFunctions,
	notification: VerifiedNotification,
): Promise<Confirmation> {
	const { operation, field } = QUERIES[notification.kind as 'payment' | 'refund'];
	const account = await readAccount(context);
	const body = { method: operation.method, data: { [field]: notification.fields[field] } };
	const { data = {} } = readAnswer(await send(context, account, body, CONFIRM_TIMEOUT_SECONDS), operation);
	const record = operation.answer?.record === undefined ? data : (data[operation.answer.record] ?? data);
	return confirms(notification, record as Record<string, unknown>);
}
