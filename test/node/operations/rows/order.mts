import { expect } from 'vitest';
import { paidSale } from '../prepare.mts';
import { cashier, nextNumber, type Given, type Row } from '../row.mts';

const byTradeId = ({ trade_id }: Given) => ({ parameters: { trade_id }, data: { trade_id } });

/** 2023-11-14T22:13:20Z and the day after, as epoch seconds. */
const period = { start_time: '1700000000', end_time: '1700086400' };

/** Epoch seconds. */
const epochText = expect.stringMatching(/^\d{10}$/) as unknown;

/** Reference section 7. */
export const orderRows: Row[] = [
	{ of: 'order.get', method: 'v3.QueryOrder', user: cashier, prepare: paidSale, minimal: byTradeId, full: byTradeId },
	{ of: 'order.cancel', method: 'v3.CancelPayment', user: cashier, prepare: paidSale, minimal: byTradeId, full: byTradeId },
	{
		of: 'order.getMany',
		method: 'v3.BatchQuery',
		user: cashier,
		minimal: () => ({ parameters: period, data: period }),
		full: () => ({
			parameters: {
				start_time: '2023-11-14T22:13:20Z',
				end_time: '2023-11-15T23:13:20+01:00',
				options: { output_file_field: 'data' },
			},
			data: period,
		}),
		item: {},
		mayBeEmpty: true,
	},
	{
		of: 'order.find',
		method: 'v3.BatchQuery',
		user: cashier,
		minimal: () => ({ parameters: { order_id: nextNumber() }, data: { start_time: epochText, end_time: epochText } }),
		full: () => ({ parameters: { order_id: nextNumber(), ...period }, data: period }),
		item: { found: false, order_id: expect.stringMatching(/^\d+$/) as string, message: expect.stringContaining('no order') as string },
	},
];
