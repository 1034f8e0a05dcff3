import type { Operation } from '../../catalogue/types';
import { tradeId } from '../../fields/common';
import { endStates, expectedAmount, expectedCurrency, limit, limitDate, limitMinutes } from '../../fields/waiting';
import { get } from './get';

export const waitForPayment: Operation = {
	value: 'waitForPayment',
	name: 'Wait for Payment',
	action: 'Wait for a payment',
	description:
		'Let this execution wait until the payment is paid, authorized, declined, failed, expired or cancelled. Create the payment with Notify set to "This Execution".',
	method: 'v3.QueryOrder',
	account: 'cashier',
	effect: 'read',
	page: 'en/payments/others/notify.html',
	fields: [tradeId, endStates('payment'), limit, limitMinutes, limitDate],
	options: [expectedAmount, expectedCurrency],
	waiting: { kind: 'payment', idField: 'trade_id', amountField: 'amount', currencyField: 'currency', query: get },
};
