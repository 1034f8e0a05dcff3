import { FieldError } from '../catalogue/fieldError';
import type { Field, Values } from '../catalogue/types';
import { epochSeconds } from './checks';

/** A period of time; the gateway takes epoch seconds. */

export const startTime: Field = {
	displayName: 'From',
	name: 'start_time',
	type: 'dateTime',
	default: '',
	description: 'Start of the period. For a daily job use an expression: {{ $now.minus({ days: 1 }).startOf("day") }}.',
	required: true,
	check: epochSeconds('From'),
};

export const endTime: Field = {
	displayName: 'Until',
	name: 'end_time',
	type: 'dateTime',
	default: '',
	description: 'End of the period. For a daily job use an expression: {{ $now.startOf("day").minus({ seconds: 1 }) }}.',
	required: true,
	check: epochSeconds('Until'),
};

const at = (value: string): number => (/^\d{9,10}$/.test(value) ? Number(value) * 1000 : Date.parse(value));

/** The period must not be turned around. */
export function startBeforeEnd({ start_time: start = '', end_time: end = '' }: Values): void {
	if (start !== '' && end !== '' && at(start) >= at(end)) {
		throw new FieldError('The period ends before it starts', 'Exchange "From" and "Until". Nothing was sent to YabandPay.');
	}
}
