import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/src/sandbox.mts';
import { call, verifyNotification } from '../../sandbox/support/libraryClient.mts';
import { startReceiver, type Receiver } from '../../sandbox/support/receiver.mts';
import {
	authorizedOrder,
	capture,
	CASHIER,
	openOrder,
	paidOrder,
	payment,
	SUPER_ADMIN,
} from '../../sandbox/support/samples.mts';

let receiver: Receiver;
let sandbox: Sandbox;

async function start(options: SandboxOptions = {}): Promise<void> {
	sandbox = await startSandbox(options);
}

beforeEach(async () => {
	receiver = await startReceiver();
});

afterEach(async () => {
	await sandbox.close();
	await receiver.close();
});

const states = (): string[] => receiver.received.map(({ json }) => (json as { data: { state: string } }).data.state);
const to = (): { notify_url: string } => ({ notify_url: receiver.url });

describe('delivery', () => {
	it('is tried again with growing gaps until 200 and ok, in any case and with blanks', async () => {
		await start({ notificationRetryDelays: [20, 40, 80, 160] });
		const answers = [
			{ status: 500, body: 'ok' },
			{ status: 200, body: 'bad' },
			{ status: 200, body: '' },
			{ status: 200, body: ' OK\n' },
		];
		receiver.reply = () => answers[receiver.received.length - 1];
		await paidOrder(sandbox, to());
		await receiver.nth(4);
		await sandbox.idle();
		const [{ status, attempts }] = sandbox.notifications;
		expect(status).toBe('delivered');
		expect(attempts.map((attempt) => [attempt.cause, attempt.status, attempt.answer])).toEqual([
			['first', 500, 'ok'],
			['retry', 200, 'bad'],
			['retry', 200, ''],
			['retry', 200, ' OK\n'],
		]);
		const gaps = attempts.slice(1).map(({ at }, index) => at - attempts[index].at);
		// A busy machine makes a gap longer, never shorter.
		expect(gaps.map((gap, index) => gap >= 20 * 2 ** index - 1)).toEqual([true, true, true]);
		expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
	});

	it('is given up after the last delay, and can be sent again by hand', async () => {
		await start({ notificationRetryDelays: [5] });
		receiver.reply = () => ({ status: 404, body: 'nothing here' });
		await paidOrder(sandbox, to());
		await receiver.nth(2);
		await sandbox.idle();
		expect(sandbox.notifications).toMatchObject([
			{ status: 'given up', attempts: [{ status: 404, answer: 'nothing here' }, {}] },
		]);
		receiver.reply = () => ({ status: 200, body: 'ok' });
		expect(await sandbox.resend(sandbox.notifications[0].id)).toMatchObject({ cause: 'resend', status: 200 });
		expect(sandbox.notifications).toMatchObject([{ status: 'delivered' }]);
	});

	it('records that nobody answered', async () => {
		await start({ notificationRetryDelays: [] });
		await paidOrder(sandbox, { notify_url: 'http://127.0.0.1:9/notify' });
		await sandbox.idle();
		expect(sandbox.notifications).toMatchObject([
			{ status: 'given up', attempts: [{ status: null, error: expect.stringContaining('ECONNREFUSED') as unknown }] },
		]);
	});

	it('does not wait for ever', async () => {
		await start({ notificationRetryDelays: [], notificationTimeout: 50 });
		receiver.reply = () => undefined;
		await paidOrder(sandbox, to());
		await sandbox.idle();
		expect(sandbox.notifications[0].attempts[0].error).toBe('No answer within 50 ms');
	});

	it('goes out from the asked source address', async () => {
		await start({ notificationSource: '127.0.0.2' });
		await paidOrder(sandbox, to());
		expect((await receiver.nth(1)).remoteAddress).toBe('127.0.0.2');
	});

	it('is not sent where no address was given', async () => {
		await start();
		const {
			pay_method: _method,
			notify_url: _url,
			...fields
		} = payment({ auth_code: '134443133735495918', sub_pay_method: '' });
		await call(sandbox, CASHIER, 'v3.BarcodePayment', { ...fields, pay_method: 'offline' });
		await expect.poll(() => sandbox.orders[0].state).toBe('paid');
		expect(sandbox.notifications).toEqual([]);
	});
});

describe('what is notified', () => {
	it('is every change of state, in order', async () => {
		await start();
		const trade_id = await authorizedOrder(sandbox, to());
		await call(sandbox, CASHIER, 'v3.PreauthDecrement', { ...capture(trade_id, '2.5'), ...to() });
		await call(sandbox, CASHIER, 'v3.Capture', { ...capture(trade_id, '4'), ...to() });
		await call(sandbox, CASHIER, 'v3.CancelPayment', { trade_id });
		await sandbox.idle();
		expect(states()).toEqual(['authorized', 'authorized', 'paid', 'cancelled']);
		expect(receiver.received.map(({ json }) => (json as { data: { amount: string } }).data.amount)).toEqual([
			'12.50',
			'10.00',
			'4.00',
			'4.00',
		]);
		expect(receiver.received.every(({ json }) => verifyNotification(json, sandbox.secretKey))).toBe(true);
	});

	it('holds the fields of a documented payment, all of them strings', async () => {
		await start();
		await paidOrder(sandbox, { ...to(), demo: 'a & b = c', currency: 'CHF' });
		const { data } = (await receiver.nth(1)).json as { data: Record<string, unknown> };
		expect(Object.keys(data)).toEqual(
			expect.arrayContaining([
				'type',
				'user',
				'amount',
				'trade_id',
				'currency',
				'settlement_amount',
				'settlement_currency',
				'exchange_rate',
				'amount_cny',
				'settlement_rate',
				'order_id',
				'transaction_id',
				'acquirer_id',
				'description',
				'createDate',
				'state',
				'demo',
				'out_trade_no',
				'sub_pay_method',
				'pay_method',
				'paid_time',
				'yb_transaction_id',
			]),
		);
		expect(Object.values(data).map((value) => typeof value)).toEqual(Object.values(data).map(() => 'string'));
		expect(data).toMatchObject({
			settlement_currency: 'EUR',
			settlement_amount: '13.06',
			exchange_rate: '1.044822903',
		});
	});

	it('is a refund when it is through, with the merchant number if there is one', async () => {
		await start({ autoRefund: 10 });
		const trade_id = await paidOrder(sandbox, to());
		const refund = {
			trade_id,
			refund_amount: '2',
			refund_currency: 'EUR',
			refund_description: 'test',
			m_refund_id: '42',
			...to(),
		};
		const { data } = await call(sandbox, CASHIER, 'v3.CreateRefund', refund);
		const { json } = await receiver.nth(2);
		expect(json.data).toMatchObject({
			type: 'refund',
			refund_id: data.refund_id,
			m_refund_id: '42',
			refund_amount: '2.00',
			state: 'refunded',
			trade_id,
		});
		expect(verifyNotification(json, sandbox.secretKey)).toBe(true);
	});

	it('is a payout when it is decided, its time a number as in the documentation', async () => {
		await start();
		const fields = {
			command: 'payout',
			amount: '100.01',
			currency: 'EUR',
			reference: '456789',
			nonce_string: 'n',
			...to(),
		};
		const { data } = await call(sandbox, SUPER_ADMIN, 'v3.MerchantBalance', fields);
		sandbox.decidePayout(data.payout_id as string, 'completed');
		const { json } = await receiver.nth(1);
		expect(json.data).toEqual({
			user: SUPER_ADMIN,
			time: expect.any(Number) as unknown,
			gateway_name: 'YabandPay',
			payout_id: data.payout_id,
			currency: 'EUR',
			amount: '100.01',
			reference: '456789',
			notify_url: receiver.url,
			state: 'completed',
		});
		expect(verifyNotification(json, sandbox.secretKey)).toBe(true);
	});
});

describe('wire forms', () => {
	it('can be the older form field', async () => {
		await start({ notificationFormat: 'form' });
		await paidOrder(sandbox, to());
		const { text, contentType } = await receiver.nth(1);
		expect(contentType).toBe('application/x-www-form-urlencoded');
		const json = JSON.parse(new URLSearchParams(text).get('resultData') ?? '') as {
			sign: string;
			data: Record<string, unknown>;
		};
		expect(verifyNotification(json, sandbox.secretKey)).toBe(true);
	});

	it('can hold the 3-D Secure fields as an object, signed flat', async () => {
		await start({ notificationFormat: 'nested', autoPay: 0 });
		const card = {
			sub_pay_method: 'Cards HPP',
			operation: '1',
			'3ds_initiate': '01',
			timeout: '0',
			request_id: 'r1',
			...to(),
		};
		await call(sandbox, CASHIER, 'v3.CreateCardPayments', payment(card));
		const { json } = await receiver.nth(1);
		const { '3ds': secure, ...rest } = json.data as Record<string, unknown>;
		expect(secure).toMatchObject({ '3ds_status': 'A' });
		expect(
			verifyNotification({ sign: json.sign as string, data: { ...rest, ...(secure as object) } }, sandbox.secretKey),
		).toBe(true);
	});
});

describe('autoPay', () => {
	it('pays a sale and authorizes an authorisation by itself', async () => {
		await start({ autoPay: 5 });
		await openOrder(sandbox, to());
		await receiver.nth(1);
		expect(states()).toEqual(['paid']);
	});
});
