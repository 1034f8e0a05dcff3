import { fromMinor } from '../money.mts';
import type { PaymentState } from './states.mts';

/** An order as it is stored: amounts in minor units, moments in milliseconds. */
export interface Order {
	trade_id: string;
	order_id: string;
	user: string;
	tid: string | null;
	method: string;
	pay_method: string;
	sub_pay_method: string;
	/** Whether paying it takes the money or only holds it. */
	intent: 'sale' | 'authorization';
	state: PaymentState;
	currency: string;
	amount: number;
	tip_amount: number | null;
	authorized: number;
	captured: number;
	paid: number;
	refunded: number;
	refunds: number;
	description: string;
	demo: string | null;
	notify_url: string | null;
	redirect_url: string | null;
	/** Minutes. */
	timeout: number;
	created_at: number;
	expires_at: number;
	authorized_at: number | null;
	paid_at: number | null;
	transaction_id: string;
	/** JSON of OrderExtra. */
	extra: string;
}

/** What only some kinds of order have. */
export interface OrderExtra {
	/** Which page its `url` opens; none when there is no `url`. */
	page?: 'pay' | 'gift-card';
	/** Whether the payer is shown a QR code, and the text it holds when that is not the page's address. */
	qr?: boolean;
	qr_text?: string;
	/** The gift card that paid. */
	cardnumber?: string;
	/** A card payment, with its 3-D Secure fields. */
	card?: boolean;
	/** The reusable token a card payment makes. */
	payment_token_object?: string;
	clearing_id?: string;
}

export function extraOf(order: Order): OrderExtra {
	return JSON.parse(order.extra) as OrderExtra;
}

/** The amount that counts in the order's present state, in minor units: captured, else what is held, else asked for. */
export function currentAmount(order: Order): number {
	if (order.captured > 0) return order.captured;
	return order.authorized > 0 ? order.authorized : order.amount;
}

/** The fields that every answer about an order starts with. */
export function orderHead(order: Order): Record<string, string> {
	const { order_id, trade_id, currency } = order;
	return { order_id, trade_id, amount: fromMinor(currentAmount(order), currency), currency };
}

/** A card number with all but its last four digits hidden. */
export function maskCard(cardnumber: string): string {
	return `•••• ${cardnumber.slice(-4)}`;
}
