import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../../../sandbox/src/sandbox.mts';
import { call, postText, signedEnvelope, verifyNotification } from '../../sandbox/support/libraryClient.mts';
import { startReceiver, type Receiver } from '../../sandbox/support/receiver.mts';

const PAYMENT = {
	pay_method: 'online',
	sub_pay_method: 'Payconiq',
	order_id: '20240726785412369',
	amount: '12.5',
	currency: 'EUR',
	description: 'Käsefondue & Brot = 12 €',
	demo: 'test',
	redirect_url: 'https://www.yabandpay.com',
};

let sandbox: Sandbox;
let receiver: Receiver;

beforeEach(async () => {
	receiver = await startReceiver();
	sandbox = await startSandbox();
});

afterEach(async () => {
	await sandbox.close();
	await receiver.close();
});

describe("a client after the official PHP library's rules", () => {
	it('creates a payment and verifies its notification', async () => {
		const answer = await call(sandbox, '016683', 'v3.CreatePayments', { ...PAYMENT, notify_url: receiver.url });
		expect(answer).toMatchObject({
			status: true,
			code: '200',
			message: '',
			data: { order_id: PAYMENT.order_id, amount: '12.50', currency: 'EUR', state: 'processing' },
		});
		sandbox.decide(answer.data.trade_id, 'pay');
		const { json, contentType } = await receiver.nth(1);
		expect(contentType).toBe('application/json');
		expect(json.data).toMatchObject({
			type: 'payment',
			trade_id: answer.data.trade_id,
			state: 'paid',
			amount: '12.50',
		});
		expect(Object.values(json.data).every((value) => typeof value === 'string')).toBe(true);
		expect(verifyNotification(json, sandbox.secretKey)).toBe(true);
		expect(verifyNotification({ ...json, data: { ...json.data, amount: '1.00' } }, sandbox.secretKey)).toBe(false);
		expect(verifyNotification(json, `${sandbox.secretKey} `)).toBe(false);
	});

	it('is refused with another key, and nothing is booked', async () => {
		const body = JSON.stringify(
			signedEnvelope('016683', 'v3.CreatePayments', { ...PAYMENT, notify_url: receiver.url }, 'wrong'),
		);
		expect(await (await postText(sandbox.url, body)).json()).toEqual({
			status: false,
			code: '-403',
			data: {},
			message: 'The signature Error',
		});
		expect(sandbox.orders).toHaveLength(0);
	});

	it('may write numbers as it likes: their text is what is signed', async () => {
		const envelope = signedEnvelope(
			'016683',
			'v3.CreatePayments',
			{ ...PAYMENT, amount: '24.90', notify_url: receiver.url },
			sandbox.secretKey,
		);
		const asNumber = JSON.stringify(envelope).replace('"24.90"', '24.90');
		expect(await (await postText(sandbox.url, asNumber)).json()).toMatchObject({
			status: true,
			data: { amount: '24.90' },
		});
		const shortened = JSON.stringify(envelope).replace('"24.90"', '24.9');
		expect(await (await postText(sandbox.url, shortened)).json()).toMatchObject({ code: '-403' });
	});
});
