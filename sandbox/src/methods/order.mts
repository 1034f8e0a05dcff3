import { Refusal } from '../codes.mts';
import { currentAmount, type Order } from '../domain/order.mts';
import { fromMinor } from '../money.mts';
import { epochText, settlementFields } from '../notifications/paymentData.mts';
import { convertMinor } from '../rates.mts';
import type { World } from '../world.mts';
import type { Call, Method, Success } from './method.mts';
import { cancelAndAnswer, requireTakeable, withinCancelWindow } from './takeBack.mts';

/** The order as `v3.QueryOrder` shows it: the fields of reference section 7, each a string. */
function transactionInfo(world: World, order: Order): Record<string, string> {
	const { currency } = order;
	const amount = currentAmount(order);
	const cashier = world.accounts.find((account) => account.user === order.user);
	return {
		trade_id: order.trade_id,
		merchant_name: 'Sandbox Merchant',
		store_name: 'Sandbox Store',
		user: order.user,
		cashier_name: cashier?.name ?? order.user,
		pay_method: order.pay_method,
		sub_pay_method: order.sub_pay_method,
		order_id: order.order_id,
		amount: fromMinor(amount, currency),
		tip_amount: fromMinor(order.tip_amount ?? 0, currency),
		currency,
		...settlementFields(amount, currency),
		description: order.description,
		created_at: epochText(order.created_at),
		redirect_url: order.redirect_url ?? '',
		notify_url: order.notify_url ?? '',
		state: order.state,
		time_out: String(order.timeout),
		amount_cny: fromMinor(convertMinor(amount, currency, 'CNY'), 'CNY'),
		merchant_cost: '0.00',
		transaction_id: order.transaction_id,
		yb_transaction_id: order.transaction_id && `YB${order.transaction_id}`,
		acquirer_id: order.transaction_id,
	};
}

/** Covers unpaid, paid and authorized orders, as a whole, within the window. */
function cancelPayment(call: Call): Success {
	const order = call.world.orders.get(call.fields.trade_id);
	requireTakeable(order);
	if (!withinCancelWindow(order, call.world.clock.now())) {
		throw new Refusal('-1000', 'an order can be cancelled until 00:30 of the next day, refund it instead');
	}
	return cancelAndAnswer(call, order, 'cancelled by the merchant');
}

/** Looking at an order, and taking it back (reference section 7). */
export const ORDER_METHODS: Method[] = [
	{
		name: 'v3.QueryOrder',
		section: '7',
		accounts: ['cashier', 'super-admin'],
		required: ['trade_id'],
		optional: [],
		run: ({ world, fields }) => {
			const order = world.orders.get(fields.trade_id);
			return { subject: order.trade_id, data: { transaction_info: transactionInfo(world, order) } };
		},
	},
	{
		name: 'v3.CancelPayment',
		section: '7',
		accounts: ['cashier'],
		required: ['trade_id'],
		optional: [],
		run: cancelPayment,
	},
];
