import { paidSale, waitingSale } from '../prepare.mts';
import {
	derivedRequestId,
	fullPayment,
	nextRequestId,
	payment,
	paymentData,
	terminal,
	type Case,
	type Given,
	type Row,
} from '../row.mts';

const started = (operation: string) => ({ pay_method: 'offline', sub_pay_method: 'point_of_sales', operation, tid: terminal });

const minimalStart = (operation: string) => (): Case => ({
	parameters: payment,
	data: { ...paymentData, ...started(operation), request_id: derivedRequestId },
});

const fullStart = (operation: string) => (): Case => {
	const { parameters, data } = fullPayment();
	const options = { tip_amount: '0.5', demo: 'table 7', request_id: nextRequestId() };
	return {
		parameters: { ...parameters, tid: terminal, options },
		data: { ...data, ...started(operation), ...options, tip_amount: '0.50' },
	};
};

const minimalUndo = ({ trade_id }: Given): Case => ({
	parameters: { trade_id },
	data: { trade_id, tid: terminal, request_id: derivedRequestId },
});

const fullUndo = ({ trade_id }: Given): Case => {
	const request_id = nextRequestId();
	return { parameters: { trade_id, tid: terminal, options: { request_id } }, data: { trade_id, tid: terminal, request_id } };
};

/** Reference section 6. */
export const posTerminalRows: Row[] = [
	{ of: 'posTerminal.startSale', method: 'v3.POS', user: terminal, minimal: minimalStart('1'), full: fullStart('1') },
	{ of: 'posTerminal.startAuthorization', method: 'v3.POS', user: terminal, minimal: minimalStart('2'), full: fullStart('2') },
	{
		of: 'posTerminal.reverse',
		method: 'v3.POSReversal',
		user: terminal,
		prepare: paidSale,
		minimal: minimalUndo,
		full: fullUndo,
	},
	{
		of: 'posTerminal.cancel',
		method: 'v3.POSCancel',
		user: terminal,
		prepare: async (sandbox) => await waitingSale(sandbox),
		minimal: minimalUndo,
		full: fullUndo,
	},
];
