import type { Sandbox } from '../../../sandbox/src/sandbox.mts';
import { call, type GatewayAnswer } from './libraryClient.mts';

export const CASHIER = '016683';
export const SUPER_ADMIN = '036870';
export const MERCHANT = '040268';
export const TERMINAL = 'T125119061';

let counter = 0;

/** A request_id or order number that was not used before. */
export function fresh(prefix = ''): string {
	return `${prefix}${Date.now()}${String(++counter).padStart(5, '0')}`;
}

type Data = Record<string, unknown>;

export function payment(extra: Data = {}): Data {
	return {
		pay_method: 'online',
		sub_pay_method: 'Payconiq',
		order_id: fresh(),
		amount: '12.5',
		currency: 'EUR',
		description: 'YabandPay test',
		notify_url: 'http://127.0.0.1:9/notify',
		...extra,
	};
}

export function posSale(extra: Data = {}): Data {
	return payment({
		pay_method: 'offline',
		sub_pay_method: 'point_of_sales',
		operation: '1',
		tid: TERMINAL,
		order_id: fresh(),
		tip_amount: '0.5',
		request_id: fresh('r'),
		...extra,
	});
}

function trade(answer: GatewayAnswer): string {
	if (!answer.status) throw new Error(`${answer.code} ${answer.message}`);
	return answer.data.trade_id as string;
}

/** An order that waits for its payer. */
export async function openOrder(sandbox: Sandbox, extra: Data = {}): Promise<string> {
	return trade(await call(sandbox, CASHIER, 'v3.CreatePayments', payment(extra)));
}

export async function paidOrder(sandbox: Sandbox, extra: Data = {}): Promise<string> {
	const trade_id = await openOrder(sandbox, extra);
	sandbox.decide(trade_id, 'pay');
	return trade_id;
}

/** A sale waiting on the terminal. */
export async function waitingSale(sandbox: Sandbox, extra: Data = {}): Promise<string> {
	return trade(await call(sandbox, TERMINAL, 'v3.POS', posSale(extra)));
}

export async function authorizedOrder(sandbox: Sandbox, extra: Data = {}): Promise<string> {
	const trade_id = await waitingSale(sandbox, { operation: '2', tip_amount: '', ...extra });
	sandbox.decide(trade_id, 'pay');
	return trade_id;
}

/** Fields of v3.Capture and v3.PreauthDecrement. */
export function capture(trade_id: string, amount: string): Data {
	return {
		trade_id,
		amount,
		currency: 'EUR',
		description: 'test',
		notify_url: 'http://127.0.0.1:9/notify',
		request_id: fresh('r'),
	};
}
