import type { Field } from '../catalogue/types';
import { endTime, startTime } from './period';
import { orderId } from './common';

/** Fields of looking a payment up by our own number. */

/** An order lives for a day at the most (reference section 3), and the question may come up on the next. */
const DEFAULT_PERIOD_SECONDS = 2 * 24 * 60 * 60;

const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

export const orderIdToFind: Field = {
	...orderId,
	description: 'Your own number for the order: the order_id that the payment was started with',
	hint: undefined,
	required: true,
	local: true,
	derive: undefined,
};

export const paidFrom: Field = {
	...startTime,
	hint: 'Leave empty for two days ago',
	description: 'Start of the period in which the order may have been paid. Leave empty for two days ago.',
	required: false,
	derive: () => String(nowInSeconds() - DEFAULT_PERIOD_SECONDS),
};

export const paidUntil: Field = {
	...endTime,
	hint: 'Leave empty for now',
	description: 'End of the period in which the order may have been paid. Leave empty for now.',
	required: false,
	derive: () => String(nowInSeconds()),
};
