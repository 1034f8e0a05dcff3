import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../nodes/YabandPay/catalogue/parameters.ts';
import { catalogueProperties } from '../../../nodes/YabandPay/catalogue/properties.ts';
import type { Field } from '../../../nodes/YabandPay/catalogue/types.ts';
import { resources } from '../../../nodes/YabandPay/operations/index.ts';

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({ of: `${resource.name}: ${operation.name}`, resource, operation })),
);

const startsEmpty = ({ default: value = '', type }: Field): boolean => value === '' && type !== 'boolean';

/** The node asks for it and cannot find it out: an empty one is an error. */
const mustBeFilledIn = (field: Field): boolean => field.required === true && !field.derive && startsEmpty(field);

const mayStayEmpty = (field: Field): boolean => startsEmpty(field) && !mustBeFilledIn(field);

/** Fields that show up only after a choice stand below that choice. */
const isAlwaysShown = ({ showFor }: Field): boolean => showFor === undefined;

describe.each(resources.map((resource) => ({ name: resource.name, resource })))('$name', ({ resource }) => {
	it('starts with an operation that moves no money, where it has one', () => {
		const harmless = resource.operations.filter(({ effect, waiting }) => effect !== 'money' && !waiting);
		if (harmless.length > 0) expect(harmless).toContain(resource.operations[0]);
		const operation = catalogueProperties([resource]).find(({ name }) => name === 'operation');
		expect(operation?.default).toBe(resource.operations[0].value);
	});
});

describe.each(operations)('$of', ({ resource, operation }) => {
	const all = [...operation.fields, ...optionsOf(operation)];

	it('asks first for what must be filled in', () => {
		const shown = operation.fields.filter(isAlwaysShown);
		const lastNeeded = shown.findLastIndex(mustBeFilledIn);
		expect(shown.slice(0, Math.max(lastNeeded, 0)).filter(mayStayEmpty).map(({ displayName }) => displayName)).toEqual([]);
	});

	it('says on the screen, without a tooltip, what the node fills in itself', () => {
		for (const { derive, hint, displayName } of operation.fields) {
			if (derive) expect(hint, displayName).toMatch(/^Leave empty (to|for) /);
			else expect(hint, displayName).toBeUndefined();
		}
	});

	it('offers an option on the call to the gateway if there is such a call', () => {
		const offers = optionsOf(operation).some(({ name }) => name === 'request_timeout');
		const call = operation.method !== '' || operation.fields.some(({ name }) => name === 'method');
		expect(offers).toBe(call);
	});

	it('has nothing under Options that must be filled in', () => {
		expect(optionsOf(operation).filter(mustBeFilledIn).map(({ displayName }) => displayName)).toEqual([]);
	});

	it('calls no two fields the same', () => {
		const names = all.map(({ displayName }) => displayName);
		expect(names).toEqual([...new Set(names)]);
	});

	it('starts each dropdown with one of its choices, or with none where one has to be chosen', () => {
		for (const field of all.filter(({ type }) => type === 'options')) {
			const choices = (field.options ?? []).map(({ value }) => value);
			if (!mustBeFilledIn(field)) expect(choices, field.displayName).toContain(field.default);
		}
	});

	it('names the step that can wait for what it started', () => {
		const notify = operation.fields.find(({ name }) => name === 'notify');
		if (notify === undefined) return;
		const step = { payment: 'Wait for Payment', refund: 'Wait for Refund', payout: 'Wait for Payout' }[String(operation.answer?.states)];
		expect(operations.map((entry) => entry.operation.name)).toContain(step);
		expect(notify.options?.find(({ value }) => value === 'thisExecution')?.description).toContain(`a later ${step} step`);
	});

	const noticesNamed = (notice: string): string[] =>
		catalogueProperties([resource])
			.filter(({ name, displayOptions }) => name === notice && displayOptions?.show?.operation?.includes(operation.value))
			.map(({ displayName }) => displayName);

	it('says so when it needs another account than payments do', () => {
		const account = { superAdmin: 'super-admin', merchant: 'merchant-level', cashier: '', terminal: '' }[operation.account];
		expect(noticesNamed('account_notice')).toEqual(account === '' ? [] : [expect.stringContaining(`UID of your ${account} account`)]);
	});

	it('says what has to be set elsewhere when it waits', () => {
		const kind = operation.waiting?.kind;
		const creates = operations.some((entry) => entry.operation.answer?.states === kind && entry.operation.fields.some(({ name }) => name === 'notify'));
		if (kind) expect(creates).toBe(true);
		expect(noticesNamed('waiting_notice')).toEqual(
			kind ? [expect.stringContaining(`Create the ${kind} in this workflow with "Notify" set to "This Execution"`)] : [],
		);
	});
});
