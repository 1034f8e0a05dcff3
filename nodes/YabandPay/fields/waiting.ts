import { EVENTS, isFinal, type NotificationKind } from '../../../protocol/states';
import type { Field } from '../catalogue/types';
import { amountIn, matching } from './checks';

/** Until when an execution waits. */

export const limit: Field = {
	displayName: 'Limit Wait Time',
	name: 'limit',
	type: 'options',
	default: 'orderTimeout',
	local: true,
	description:
		'When to stop waiting. The input then goes on unchanged through the output "Limit Reached", which says nothing about the money: ask once more there with a Get operation.',
	options: [
		{ name: 'After a Time', value: 'interval' },
		{ name: 'At a Date', value: 'date' },
		{ name: 'When the Payment Expires', value: 'orderTimeout', description: "After the order's own timeout, at most 24 hours" },
	],
};

/** For what does not expire by itself. */
export const limitWithoutExpiry: Field = {
	...limit,
	default: 'interval',
	options: limit.options?.filter(({ value }) => value !== 'orderTimeout'),
};

export const limitMinutes: Field = {
	displayName: 'Minutes',
	name: 'limit_minutes',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	local: true,
	description: 'How long to wait, in minutes. n8n looks once a minute whether the time is over.',
	showFor: { limit: ['interval'] },
	check: matching(/^[1-9]\d{0,5}$/, 'Minutes', 'be a whole number of minutes, 1 or more'),
};

export const limitDate: Field = {
	displayName: 'Date',
	name: 'limit_date',
	type: 'dateTime',
	default: '',
	local: true,
	required: true,
	description: 'When to stop waiting',
	showFor: { limit: ['date'] },
};

export const expectedAmount: Field = {
	displayName: 'Expected Amount',
	name: 'expected_amount',
	placeholder: 'e.g. 24.99',
	local: true,
	description:
		'The amount agreed on. Another amount gives the state "amount_mismatch". Leave empty to expect the amount it has when the wait begins.',
	check: (value, context) => {
		// Without a currency its digits are unknown, and any number of them may be right.
		if (context.values.expected_currency) return amountIn('Expected Amount', 'expected_currency')(value, context);
		return matching(/^\d{1,12}(\.\d{1,3})?$/, 'Expected Amount', 'be an amount with a decimal point, e.g. 24.99')(value);
	},
};

export const expectedCurrency: Field = {
	displayName: 'Expected Currency',
	name: 'expected_currency',
	placeholder: 'e.g. EUR',
	local: true,
	description: 'The currency agreed on. Leave empty to expect the currency it has when the wait begins.',
	check: matching(/^[A-Z]{3}$/, 'Expected Currency', 'be a three-letter ISO 4217 code, e.g. EUR'),
};

/**
 * Which states end the wait: the final ones, and for payments also `authorized`, after which the payer has nothing left to do.
 */
export function endStates(kind: NotificationKind): Field {
	const states = EVENTS.map(({ value, description }) => ({ kind: value.split('.')[0], state: value.split('.')[1].replaceAll('_', ' '), description }))
		.filter((event) => event.kind === kind && (event.state === 'authorized' || isFinal(kind, event.state)))
		.map(({ state, description }) => ({ name: `${state[0].toUpperCase()}${state.slice(1)}`, value: state, description }));
	const field: Field = {
		displayName: 'Continue When',
		name: 'end_states',
		type: 'multiOptions',
		default: [],
		local: true,
		required: true,
		description:
			'Which states end the wait, through the output "Final". In any other state the execution goes on waiting.',
		options: states,
	};
	return { ...field, default: states.map(({ value }) => value) };
}
