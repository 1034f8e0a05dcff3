import type { Sandbox } from '../../../sandbox/src/sandbox.mts';
import { ACCOUNTS, NOTIFY_URL } from '../harness/gateway.mts';
import { rawCall } from '../harness/raw-call.mts';
import { nextNumber, nextRequestId, type Given } from './row.mts';

const common = () => ({ order_id: nextNumber(), currency: 'EUR', description: 'Prepared', notify_url: NOTIFY_URL });

/** A sale of 12.50 EUR that waits on the terminal. */
export async function waitingSale(sandbox: Sandbox, operation = '1'): Promise<Given> {
	const data = {
		...common(),
		amount: '12.50',
		pay_method: 'offline',
		sub_pay_method: 'point_of_sales',
		operation,
		tid: ACCOUNTS.terminal,
		request_id: nextRequestId(),
	};
	const { trade_id } = await rawCall(sandbox, 'v3.POS', data, ACCOUNTS.terminal);
	return { trade_id };
}

/** A sale of 12.50 EUR that was paid on the terminal. */
export async function paidSale(sandbox: Sandbox): Promise<Given> {
	const { trade_id } = await waitingSale(sandbox);
	sandbox.decide(trade_id, 'pay');
	return { trade_id };
}

/** 12.50 EUR that are reserved on a card. */
export async function authorized(sandbox: Sandbox): Promise<Given> {
	const { trade_id } = await waitingSale(sandbox, '2');
	sandbox.decide(trade_id, 'authorize');
	return { trade_id };
}

/** A refund of 2.50 EUR. */
export async function refunded(sandbox: Sandbox): Promise<Given> {
	const { trade_id } = await paidSale(sandbox);
	const refund = { trade_id, refund_amount: '2.50', refund_currency: 'EUR', refund_description: 'Prepared' };
	const { refund_id } = await rawCall(sandbox, 'v3.CreateRefund', refund);
	return { trade_id, refund_id };
}

/** A refund of 2.50 EUR that went through. */
export async function finishedRefund(sandbox: Sandbox): Promise<Given> {
	const given = await refunded(sandbox);
	sandbox.decideRefund(given.refund_id, 'refunded');
	return given;
}

/** A gift card with 5000.00 EUR on it. */
export async function filledGiftCard(sandbox: Sandbox): Promise<Given> {
	const cardnumber = nextNumber();
	sandbox.addGiftCard({ cardnumber, pincode: '568971', balance: '5000.00' });
	return { cardnumber, pincode: '568971' };
}

/** An open quote for 100 EUR in Danish crowns. */
export async function openQuote(sandbox: Sandbox): Promise<Given> {
	const quote = {
		sell_currency: 'EUR',
		buy_currency: 'DKK',
		currency: 'EUR',
		amount: '100.00',
		tenor: 'TOD',
		request_id: nextRequestId(),
	};
	const { quote_id } = await rawCall(sandbox, 'v3.GetFXQuote', quote, ACCOUNTS.merchant);
	return { quote_id };
}

/** A currency exchange that was booked. */
export async function executedExchange(sandbox: Sandbox): Promise<Given> {
	const { quote_id } = await openQuote(sandbox);
	const order = { order_id: nextNumber(), quote_id, request_id: nextRequestId() };
	const { trade_id } = await rawCall(sandbox, 'v3.ExecuteFXOrder', order, ACCOUNTS.merchant);
	return { trade_id };
}
