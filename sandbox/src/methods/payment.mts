import { Refusal, type Code } from '../codes.mts';
import { orderHead, type Order, type OrderExtra } from '../domain/order.mts';
import { fromMinor, toMinor } from '../money.mts';
import type { Call, Success } from './method.mts';

/** Fields of every redirect payment, and those that may be left out (reference section 3, call set P). */
export const PAYMENT_REQUIRED = [
	'pay_method',
	'sub_pay_method',
	'order_id',
	'amount',
	'currency',
	'description',
	'notify_url',
] as const;
export const PAYMENT_OPTIONAL = ['demo', 'timeout', 'redirect_url'] as const;

export interface PaymentOptions extends OrderExtra {
	intent?: Order['intent'];
	tid?: string;
	/** Code for an amount that is none; default -1000. */
	amountCode?: Code;
	/** Whether it goes through by itself, since nobody has to click. */
	settles?: boolean;
}

/** The address of an order's page, as the gateway forms them (reference section 3). */
export function pageAddress(publicUrl: string, page: NonNullable<OrderExtra['page']>, trade_id: string): string {
	const token = Buffer.from(trade_id).toString('base64');
	return `${publicUrl}/${page === 'pay' ? 'SelectPay' : 'payments/callback/order'}/${token}`;
}

/** Books a new order from a call's fields. */
export function createOrder({ world, definition, account, fields }: Call, options: PaymentOptions = {}): Order {
	const { intent = 'sale', tid, amountCode, settles, ...extra } = options;
	const amount = toMinor(fields.amount, fields.currency, 'amount', amountCode);
	const tip_amount = fields.tip_amount ? toMinor(fields.tip_amount, fields.currency, 'tip_amount') : null;
	if (tip_amount !== null && tip_amount > amount)
		throw new Refusal('-1000', 'tip_amount is part of amount and cannot be more');
	const order = world.orders.create({
		order_id: fields.order_id,
		user: account.user,
		tid,
		method: definition.name,
		pay_method: fields.pay_method ?? 'online',
		sub_pay_method: fields.sub_pay_method ?? '',
		intent,
		currency: fields.currency,
		amount,
		tip_amount,
		description: fields.description,
		demo: fields.demo,
		notify_url: fields.notify_url,
		redirect_url: fields.redirect_url,
		timeout: Number(fields.timeout ?? 0),
		extra,
	});
	if (settles) world.orders.settleSoon(order);
	return order;
}

/** The answer to a new payment: its head, what the method adds, and the state it had when it was made. */
export function paymentAnswer(order: Order, additions: Record<string, unknown> = {}): Success {
	const tip = order.tip_amount === null ? {} : { tip_amount: fromMinor(order.tip_amount, order.currency) };
	return { subject: order.trade_id, data: { ...orderHead(order), ...tip, ...additions, state: 'processing' } };
}

/** Books an order that is paid on a page, and answers with that page's `url`. */
export function payOnPage(call: Call, options: PaymentOptions = {}): Success {
	const page = options.page ?? 'pay';
	const order = createOrder(call, { ...options, page });
	return paymentAnswer(order, { url: pageAddress(call.world.publicUrl, page, order.trade_id) });
}
