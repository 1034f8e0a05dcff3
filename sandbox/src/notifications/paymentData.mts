import { currentAmount, extraOf, type Order } from '../domain/order.mts';
import { fromMinor } from '../money.mts';
import { convertMinor, exchangeRate } from '../rates.mts';
import type { NewNotification } from './notifier.mts';

/** What every order is settled in. */
export const SETTLEMENT_CURRENCY = 'EUR';

/** Seconds since 1970 as text, the way the gateway's `createDate` is written. */
export function epochText(milliseconds: number): string {
	return String(Math.floor(milliseconds / 1000));
}

/** The settlement fields, which always come together: amount, currency, rate. */
export function settlementFields(minor: number, currency: string): Record<string, string> {
	return {
		settlement_amount: fromMinor(convertMinor(minor, currency, SETTLEMENT_CURRENCY), SETTLEMENT_CURRENCY),
		settlement_currency: SETTLEMENT_CURRENCY,
		exchange_rate: exchangeRate(currency, SETTLEMENT_CURRENCY),
	};
}

/** The notification of an order's present state: the fields of reference section 11 that such an order has, each a string. */
export function paymentNotification(order: Order, notify_url: string): NewNotification {
	const amount = currentAmount(order);
	const extra = extraOf(order);
	const data: Record<string, string> = {
		type: 'payment',
		user: order.user,
		order_id: order.order_id,
		trade_id: order.trade_id,
		transaction_id: order.transaction_id,
		amount: fromMinor(amount, order.currency),
		currency: order.currency,
		...settlementFields(amount, order.currency),
		amount_cny: fromMinor(convertMinor(amount, order.currency, 'CNY'), 'CNY'),
		settlement_rate: exchangeRate(order.currency, 'CNY'),
		description: order.description,
		createDate: epochText(order.created_at),
		out_trade_no: order.trade_id.replaceAll('-', ''),
		pay_method: order.pay_method,
		sub_pay_method: order.sub_pay_method,
		state: order.state,
	};
	if (order.tip_amount !== null) data.tip_amount = fromMinor(order.tip_amount, order.currency);
	if (order.demo !== null) data.demo = order.demo;
	if (order.paid_at !== null) data.paid_time = epochText(order.paid_at);
	if (order.transaction_id !== '') {
		data.acquirer_id = order.transaction_id;
		data.yb_transaction_id = `YB${order.transaction_id}`;
	}
	if (extra.card) Object.assign(data, { '3ds_status': 'A', '3ds_trxid': order.trade_id, '3ds_version': '2.2.0' });
	const accepted = order.state === 'paid' || order.state === 'authorized';
	if (accepted && extra.payment_token_object !== undefined) data.payment_token_object = extra.payment_token_object;
	return {
		kind: 'payment',
		subject: order.trade_id,
		trade_id: order.trade_id,
		user: order.user,
		state: order.state,
		notify_url,
		data,
	};
}
