import type { Operation } from '../../../nodes/YabandPay/catalogue/types.ts';
import { buildBody } from '../../../nodes/YabandPay/requests/body.ts';

/** The data of an operation's call, from what a user entered. */
export const build = (operation: Operation, values: Record<string, string>) =>
	buildBody(operation, {
		values: { description: 'x', notify: 'url', ...values },
		account: { uid: '016683', tid: 'T125119061', baseUrl: 'http://127.0.0.1', notifyUrl: 'http://127.0.0.1/hook' },
		stableIdentifier: (_purpose, _alphabet, length) => '1'.repeat(length),
		resumeUrl: () => '',
	}).data;
