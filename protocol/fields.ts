import type { NotificationKind } from './states';

/** Fields that are amounts in major units, decimal text. */
export const AMOUNT_FIELDS: ReadonlySet<string> = new Set([
	'amount',
	'tip_amount',
	'settlement_amount',
	'amount_cny',
	'refund_amount',
	'settlement_refund_amount',
]);

/** Fields that are decimal text too, but no amounts; `1` and `1.00` are the same. */
export const RATE_FIELDS: ReadonlySet<string> = new Set(['exchange_rate', 'settlement_rate', 'merchant_cost']);

/**
 * Documented fields that are no free text (reference sections 7, 8 and 11): identifiers, codes, amounts, times. None of them can hold
 * `&`. Everything else, names of shops and whatever the documentation does not know included, may hold any text.
 */
export const CODED_FIELDS: ReadonlySet<string> = new Set([
	...AMOUNT_FIELDS,
	...RATE_FIELDS,
	'3ds_status',
	'3ds_trxid',
	'3ds_version',
	'acquirer_id',
	'createDate',
	'created_at',
	'currency',
	'gateway_name',
	'm_refund_id',
	'operation',
	'order_id',
	'out_trade_no',
	'paid_time',
	'pay_method',
	'payment_token_object',
	'payout_id',
	'refund_currency',
	'refund_id',
	'refund_time',
	'request_id',
	'settlement_currency',
	'settlement_refund_currency',
	'state',
	'sub_pay_method',
	'tid',
	'time',
	'time_out',
	'trade_id',
	'transaction_id',
	'type',
	'user',
	'wallet_id',
	'yb_transaction_id',
]);

/** Fields that say what has happened to which money. */
export const DECISIVE_FIELDS: ReadonlySet<string> = new Set([
	'amount',
	'currency',
	'order_id',
	'payout_id',
	'refund_amount',
	'refund_currency',
	'refund_id',
	'state',
	'trade_id',
	'type',
]);

/**
 * What a notification is about (reference section 11): `type` says so for payments and refunds, payouts have none.
 *
 * @returns undefined for a `type` that is not known, and where nothing tells
 */
export function kindOf(fields: Readonly<Record<string, string>>): NotificationKind | undefined {
	if (fields.type !== undefined) {
		return fields.type === 'payment' || fields.type === 'refund' || fields.type === 'payout' ? fields.type : undefined;
	}
	if (fields.payout_id !== undefined) return 'payout';
	if (fields.refund_id !== undefined) return 'refund';
	return fields.trade_id === undefined ? undefined : 'payment';
}
