import type { Field } from '../catalogue/types';
import { atMost, matching } from './checks';
import { amount, currency, demo, description, notification, orderId, requestId, tipAmount } from './common';

/** Fields of the terminal methods; pages/pos-start-payment. */

export const tid: Field = {
	displayName: 'Terminal ID (TID)',
	name: 'tid',
	placeholder: 'e.g. T125119061',
	hint: 'Leave empty to use the TID of the credential',
	description: 'Number of the terminal. Leave empty to use the TID of the credential.',
	required: true,
	check: matching(/^[A-Za-z0-9]{4,32}$/, 'Terminal ID (TID)', 'be 4 to 32 letters and digits, e.g. T125119061'),
	derive: ({ account }) => account.tid,
};

const terminalOrderId: Field = {
	...orderId,
	description:
		'Your own number for this sale: digits only, at most 19. Leave empty to let the node make one that stays the same when the execution is retried.',
	check: matching(/^\d{1,19}$/, 'Order ID', 'be digits only, at most 19 of them: terminals accept nothing else'),
};

const terminalDescription: Field = { ...description, check: atMost(64, 'Description') };

/** What starting a sale and starting an authorization have in common. */
export const startFields: readonly Field[] = [amount, currency, terminalDescription, tid, terminalOrderId, ...notification];

export const startOptions: readonly Field[] = [tipAmount, demo, requestId];
