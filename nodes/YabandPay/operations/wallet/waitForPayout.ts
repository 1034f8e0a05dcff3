import type { Operation } from '../../catalogue/types';
import { payoutId } from '../../fields/payout';
import { endStates, expectedAmount, expectedCurrency, limitDate, limitMinutes, limitWithoutExpiry } from '../../fields/waiting';

export const waitForPayout: Operation = {
	value: 'waitForPayout',
	name: 'Wait for Payout',
	action: 'Wait for a payout',
	description:
		'Let this execution wait until the payout is completed, declined, cancelled or has failed. Create the payout with Notify set to "This Execution". YabandPay has no call that asks for a payout, so only its notification counts.',
	method: '',
	account: 'superAdmin',
	effect: 'read',
	page: 'en/finance/notify.html',
	fields: [payoutId, endStates('payout'), limitWithoutExpiry, limitMinutes, limitDate],
	options: [expectedAmount, expectedCurrency],
	waiting: { kind: 'payout', idField: 'payout_id', amountField: 'amount', currencyField: 'currency' },
};
