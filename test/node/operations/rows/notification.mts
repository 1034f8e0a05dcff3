import { expect } from 'vitest';
import { SECRET_KEY } from '../../harness/gateway.mts';
import { signFields } from '../../harness/signing.mts';
import type { Row } from '../row.mts';

const PAYMENT = {
	type: 'payment',
	trade_id: '4552eeea-1ae8-1e40-3b4b-802dc2f56458',
	order_id: '202586556498441613',
	amount: '24.90',
	currency: 'EUR',
	description: 'Order 1042',
	state: 'paid',
};

const body = (sign: string): string => JSON.stringify({ sign, data: PAYMENT });
const genuine = body(signFields(PAYMENT, SECRET_KEY));

const EVENTS = [
	...['paid', 'authorized', 'pending', 'processing', 'verify', 'declined', 'failed', 'expired', 'cancelled'].map(
		(state) => `payment.${state}`,
	),
	...['awaiting_approval', 'pending', 'processing', 'refunded', 'failed', 'error'].map((state) => `refund.${state}`),
	...['awaiting_approval', 'pending', 'completed', 'failed', 'declined', 'cancelled', 'overruled'].map(
		(state) => `payout.${state}`,
	),
];

const named = {
	amount: '12.5',
	currency: 'EUR',
	order_id: '20261122000001',
	options: { trade_id: PAYMENT.trade_id },
};

/** Reference section 11; neither operation calls the gateway. */
export const notificationRows: Row[] = [
	{
		of: 'notification.verify',
		method: '',
		user: '',
		sendsNothing: true,
		minimal: () => ({ parameters: { notification_text: genuine }, data: {} }),
		full: () => ({ parameters: { notification_text: `resultData=${encodeURIComponent(genuine)}` }, data: {} }),
		item: { genuine: true, event: 'payment.paid', trade_id: PAYMENT.trade_id, amount: '24.90', state: 'paid' },
	},
	{
		of: 'notification.verify',
		method: '',
		user: '',
		sendsNothing: true,
		minimal: () => ({ parameters: { notification_text: body(signFields(PAYMENT, 'another key')) }, data: {} }),
		full: () => ({ parameters: { notification_text: genuine.replace('24.90', '24.91') }, data: {} }),
		more: [() => ({ parameters: { notification_text: 'no notification' }, data: {} })],
		item: { genuine: false, message: expect.any(String) as string },
	},
	{
		of: 'notification.createTestNotification',
		method: '',
		user: '',
		sendsNothing: true,
		minimal: () => ({ parameters: { amount: '12.5', currency: 'EUR' }, data: { event: 'payment.paid' } }),
		full: () => ({ parameters: { event: 'refund.refunded', ...named }, data: { event: 'refund.refunded' } }),
		more: EVENTS.map((event) => () => ({ parameters: { event, ...named }, data: { event } })),
		item: { body: expect.stringContaining('"sign"') as string, sign: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
	},
];
