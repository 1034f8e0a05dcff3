import { paidSale } from '../prepare.mts';
import { cashier, type Given, type Row } from '../row.mts';

const byTradeId = ({ trade_id }: Given) => ({ parameters: { trade_id }, data: { trade_id } });

/** 2023-11-14T22:13:20Z and the day after, as epoch seconds. */
const period = { start_time: '1700000000', end_time: '1700086400' };

/** Reference section 7. */
export const orderRows: Row[] = [
	{ of: 'order.get', method: 'v3.QueryOrder', user: cashier, prepare: paidSale, minimal: byTradeId, full: byTradeId },
	{ of: 'order.cancel', method: 'v3.CancelPayment', user: cashier, prepare: paidSale, minimal: byTradeId, full: byTradeId },
	{
		of: 'order.getMany',
		method: 'v3.BatchQuery',
		user: cashier,
		minimal: () => ({ parameters: period, data: period }),
		full: () => ({ parameters: { start_time: '2023-11-14T22:13:20Z', end_time: '2023-11-15T23:13:20+01:00' }, data: period }),
		item: {},
		mayBeEmpty: true,
	},
];
