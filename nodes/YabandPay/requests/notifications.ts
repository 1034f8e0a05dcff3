import type { IDataObject } from 'n8n-workflow';
import {
	NotificationError,
	notificationBody,
	notificationItem,
	parseNotification,
	signNotification,
	verifyNotification,
	type NotificationKind,
} from '../../../protocol/notification';
import type { FieldContext, ItemCall, ItemContent } from '../catalogue/types';
import { checkedFields } from './body';
import { asContents } from './contents';

const keysOf = ({ credential }: ItemCall['account']) => ({
	current: String(credential.secretKey ?? '').trim(),
	previous: String(credential.previousSecretKey ?? '').trim(),
});

const AMBIGUOUS =
	'The signature is right, but fits another reading of the text as well, because a free text in it contains "&name=". Compare it with Order: Get before you use it.';

/**
 * Verifies a notification that was received elsewhere, with the verifier of the trigger; reference sections 2 and 11.
 * A notification that is not genuine is a result, not an error.
 */
export async function performVerify(call: ItemCall): Promise<ItemContent[]> {
	try {
		const verified = verifyNotification(parseNotification(call.fields.values.notification_text ?? ''), keysOf(call.account));
		const doubt = verified.ambiguous ? { reason: 'ambiguous', message: AMBIGUOUS } : {};
		const verdict = { genuine: !verified.ambiguous, ...doubt };
		// First in the item, and not to be overwritten by a field of that name.
		return asContents([{ ...verdict, ...notificationItem(verified), ...verdict }]);
	} catch (error) {
		if (!(error instanceof NotificationError)) throw unexpected(error);
		return asContents([{ genuine: false, reason: error.reason, message: error.message }]);
	}
}

const unexpected = (error: unknown): unknown => error;

/** An identifier of the gateway's form, e.g. `4552eeea-1ae8-1e40-3b4b-802dc2f56458`. */
const identifier = ({ stableIdentifier }: FieldContext, purpose: string): string =>
	stableIdentifier(purpose, 'hex', 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** The fields a documented notification of each kind has; reference section 11. */
const SAMPLES: Readonly<Record<NotificationKind, (values: IDataObject, fields: FieldContext) => IDataObject>> = {
	payment: ({ amount, currency, order_id, state, user }, fields) => ({
		type: 'payment',
		user,
		amount,
		currency,
		trade_id: fields.values.trade_id || identifier(fields, 'trade_id'),
		order_id,
		description: 'Test notification',
		demo: 'test notification, made by the YabandPay node',
		pay_method: 'online',
		sub_pay_method: 'YabandPay',
		transaction_id: '',
		state,
	}),
	refund: ({ amount, currency, order_id, state, user }, fields) => ({
		type: 'refund',
		user,
		trade_id: fields.values.trade_id || identifier(fields, 'trade_id'),
		order_id,
		refund_id: identifier(fields, 'refund_id'),
		refund_amount: amount,
		refund_currency: currency,
		refund_description: 'Test notification',
		state,
	}),
	payout: ({ amount, currency, state, user }, fields) => ({
		user,
		gateway_name: 'YabandPay',
		payout_id: identifier(fields, 'payout_id'),
		amount,
		currency,
		reference: 'Test notification',
		state,
	}),
};

/**
 * Makes a notification signed with the credential's secret key, to try a workflow out. Nothing is sent anywhere.
 *
 * @throws FieldError if a value is missing or wrong
 */
export async function performTestNotification(call: ItemCall): Promise<ItemContent[]> {
	const { fields, operation } = call;
	const values: IDataObject = { user: fields.account.uid || fields.account.tid, ...checkedFields(operation, fields) };
	const [kind, state] = (fields.values.event || 'payment.paid').split('.');
	const data = SAMPLES[kind as NotificationKind]({ ...values, state: state.replaceAll('_', ' ') }, fields);
	const signed = signNotification(data as Record<string, string>, keysOf(call.account).current);
	return asContents([{ body: notificationBody(signed), content_type: 'application/json', ...signed } as IDataObject]);
}
