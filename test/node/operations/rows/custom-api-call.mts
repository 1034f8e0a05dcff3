import { authorized, waitingSale } from '../prepare.mts';
import { nextRequestId, cashier, terminal, type Row } from '../row.mts';

/** Methods without an operation of their own: the fields go out as they are written. */
export const customApiCallRows: Row[] = [
	{
		of: 'customApiCall.call',
		method: 'v3.QueryOrder',
		user: cashier,
		prepare: authorized,
		minimal: ({ trade_id }) => ({
			parameters: { method: 'v3.QueryOrder', data: JSON.stringify({ trade_id }) },
			data: { trade_id },
		}),
		full: ({ trade_id }) => ({
			parameters: { method: 'v3.QueryOrder', call_account: 'uid', data: JSON.stringify({ trade_id, empty: '', count: 3 }) },
			data: { trade_id, count: 3 },
		}),
		item: {},
	},
	{
		of: 'customApiCall.call',
		method: 'v3.POSCancel',
		user: terminal,
		prepare: async (sandbox) => await waitingSale(sandbox),
		minimal: ({ trade_id }) => {
			const data = { trade_id, tid: terminal, request_id: nextRequestId() };
			return { parameters: { method: 'v3.POSCancel', call_account: 'tid', data: JSON.stringify(data) }, data };
		},
		full: ({ trade_id }) => {
			const data = { tid: terminal, trade_id, request_id: nextRequestId() };
			return { parameters: { method: 'v3.POSCancel', call_account: 'tid', data: JSON.stringify(data) }, data };
		},
		item: {},
	},
];
