import { minorUnits } from '../../../protocol/money';
import { FieldError } from '../catalogue/fieldError';
import type { Field, FieldContext } from '../catalogue/types';
import { MAX_CONCURRENCY, MAX_REQUEST_TIMEOUT_SECONDS, REQUEST_TIMEOUT_SECONDS } from '../requests/timeouts';
import { amountIn } from './checks';

/** Options that steer the node itself; nothing of them is sent. */

const wholeNumber = (label: string, most: number) => (value: string) => {
	if (!/^\d{1,6}$/.test(value) || Number(value) < 1 || Number(value) > most) {
		throw new FieldError(`${label} must be a whole number from 1 to ${most}`, 'Correct the option. Nothing was sent to YabandPay.');
	}
	return value;
};

export const requestTimeout: Field = {
	displayName: 'Request Timeout (Seconds)',
	name: 'request_timeout',
	type: 'number',
	default: REQUEST_TIMEOUT_SECONDS,
	typeOptions: { minValue: 1, maxValue: MAX_REQUEST_TIMEOUT_SECONDS },
	description: "How long to wait for YabandPay's answer. When the time is over the outcome is unknown, and the error says so.",
	local: true,
	check: wholeNumber('Request timeout', MAX_REQUEST_TIMEOUT_SECONDS),
};

export const concurrency: Field = {
	displayName: 'Items at the Same Time',
	name: 'concurrency',
	type: 'number',
	default: 1,
	typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY },
	description:
		'How many items are sent at once. By default calls that move money go one by one, and others up to 100 at the same time.',
	local: true,
	check: wholeNumber('Items at the Same Time', MAX_CONCURRENCY),
};

/** The ceiling a builder sets, for example for an AI agent that chooses the amount. */
export const maximumAmount: Field = {
	displayName: 'Maximum Amount',
	name: 'maximum_amount',
	neverEmpty: true,
	placeholder: 'e.g. 100.00',
	description:
		'Refuse anything above this amount (in the currency of the call) before it is sent. Set it when an AI agent or a form chooses the amount.',
	local: true,
	check: (value: string, context: FieldContext) => {
		const code = context.values.currency || context.values.refund_currency || 'EUR';
		const ceiling = amountIn('Maximum amount')(value, { ...context, values: { currency: code } });
		const requested = context.values.amount || context.values.refund_amount || '';
		if (requested === '') return ceiling;
		const amount = amountIn('Amount')(requested, { ...context, values: { currency: code } });
		if (minorUnits(amount, code) > minorUnits(ceiling, code)) {
			throw new FieldError(
				`The amount ${amount} ${code} is above the maximum of ${ceiling} ${code} set in this node`,
				'Ask for a smaller amount, or let the owner of the workflow raise "Maximum Amount". Nothing was sent to YabandPay.',
			);
		}
		return ceiling;
	},
};
