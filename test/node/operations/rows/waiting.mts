import { expect } from 'vitest';
import { finishedRefund, paidSale } from '../prepare.mts';
import { cashier, superAdmin, type Row } from '../row.mts';

const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();

/** Waiting asks the gateway first; what is final already leaves at once by the second output, "Final". */
export const waitingRows: Row[] = [
	{
		of: 'order.waitForPayment',
		method: 'v3.QueryOrder',
		user: cashier,
		prepare: paidSale,
		minimal: ({ trade_id }) => ({ parameters: { trade_id }, data: { trade_id } }),
		full: ({ trade_id }) => ({
			parameters: {
				trade_id,
				end_states: ['paid', 'declined'],
				limit: 'date',
				limit_date: tomorrow,
				options: { expected_amount: '12.5', expected_currency: 'EUR' },
			},
			data: { trade_id },
		}),
		more: [
			({ trade_id }) => ({
				parameters: { trade_id, end_states: ['paid'], limit: 'interval', limit_minutes: 5 },
				data: { trade_id },
			}),
		],
		item: { state: 'paid', amount: '12.50', currency: 'EUR' },
		output: 1,
	},
	{
		of: 'refund.waitForRefund',
		method: 'v3.QueryRefundOrder',
		user: cashier,
		prepare: finishedRefund,
		minimal: ({ refund_id }) => ({ parameters: { refund_id }, data: { refund_id } }),
		full: ({ refund_id }) => ({
			parameters: {
				refund_id,
				end_states: ['refunded'],
				limit: 'date',
				limit_date: tomorrow,
				options: { expected_amount: '2.5', expected_currency: 'EUR' },
			},
			data: { refund_id },
		}),
		more: [
			({ refund_id }) => ({ parameters: { refund_id, limit: 'interval', limit_minutes: 5 }, data: { refund_id } }),
		],
		item: { state: 'refunded', refund_amount: '2.50', refund_id: expect.any(String) as string },
		output: 1,
	},
	{
		of: 'wallet.waitForPayout',
		method: '',
		user: superAdmin,
		credential: 'Super admin',
		sendsNothing: true,
		waits: true,
		minimal: () => ({ parameters: { payout_id: '0594bf99-fce7-3784-28f7-e8e76ad01989' }, data: {} }),
		full: () => ({
			parameters: {
				payout_id: '0594bf99-fce7-3784-28f7-e8e76ad01989',
				end_states: ['completed', 'failed'],
				limit: 'date',
				limit_date: tomorrow,
				options: { expected_amount: '10.00', expected_currency: 'EUR' },
			},
			data: {},
		}),
		more: [
			() => ({
				parameters: { payout_id: '0594bf99-fce7-3784-28f7-e8e76ad01989', limit: 'interval', limit_minutes: 5 },
				data: {},
			}),
		],
	},
];
