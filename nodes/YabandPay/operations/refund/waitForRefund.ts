import type { Operation } from '../../catalogue/types';
import { refundId } from '../../fields/refund';
import { endStates, expectedAmount, expectedCurrency, limitDate, limitMinutes, limitWithoutExpiry } from '../../fields/waiting';
import { get } from './get';

export const waitForRefund: Operation = {
	value: 'waitForRefund',
	name: 'Wait for Refund',
	action: 'Wait for a refund',
	description:
		'Let this execution wait until the refund is done or has failed. Create the refund with Notify set to "This Execution".',
	method: 'v3.QueryRefundOrder',
	account: 'cashier',
	effect: 'read',
	page: 'en/payments/others/notify.html',
	fields: [refundId, endStates('refund'), limitWithoutExpiry, limitMinutes, limitDate],
	options: [expectedAmount, expectedCurrency],
	waiting: { kind: 'refund', idField: 'refund_id', amountField: 'refund_amount', currencyField: 'refund_currency', query: get },
};
