import type { IExecuteFunctions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../nodes/YabandPay/catalogue/parameters.ts';
import { maximumAmount } from '../../../nodes/YabandPay/fields/node.ts';
import { resources } from '../../../nodes/YabandPay/operations/index.ts';
import { startSale } from '../../../nodes/YabandPay/operations/posTerminal/startSale.ts';
import { create as createRefund } from '../../../nodes/YabandPay/operations/refund/create.ts';
import { ItemReader } from '../../../nodes/YabandPay/requests/itemReader.ts';
import { readValues } from '../../../nodes/YabandPay/requests/parameters.ts';
import { build } from './build.mts';

const sale = (amount: string, maximum_amount: string, currency = 'EUR') => build(startSale, { amount, currency, maximum_amount });

describe('Maximum Amount', () => {
	it.each([
		['100.01', '100', 'EUR'],
		['100.01', '100.00', 'EUR'],
		['1000', '999.99', 'EUR'],
		['101', '100', 'JPY'],
		['1.001', '1', 'KWD'],
	])('refuses %s above %s %s', (amount, maximum, currency) => {
		expect(() => sale(amount, maximum, currency)).toThrow(/above the maximum/);
	});

	it.each([
		['100', '100.00', 'EUR'],
		['99.99', '100', 'EUR'],
		['9', '10', 'EUR'],
		['100', '100', 'JPY'],
	])('lets %s with a maximum of %s %s through, and is not sent', (amount, maximum, currency) => {
		const data = sale(amount, maximum, currency);
		expect(Number(data.amount)).toBe(Number(amount));
		expect(data).not.toHaveProperty('maximum_amount');
	});

	it.each(['no number', '-1', '1,5', '1e9'])('refuses everything when it is %s: a ceiling that cannot be read is none', (maximum) => {
		expect(() => sale('1.00', maximum)).toThrow(/Maximum amount/);
	});

	it('covers the amount of a refund', () => {
		const refund = { trade_id: '4552eeea-1ae8', refund_currency: 'EUR', refund_description: 'x', maximum_amount: '5' };
		expect(() => build(createRefund, { ...refund, refund_amount: '5.01' })).toThrow(/above the maximum/);
		expect(build(createRefund, { ...refund, refund_amount: '5.00' })).toMatchObject({ refund_amount: '5.00' });
	});

	it('is an option of every operation that sends an amount and does not only read', () => {
		const operations = resources.flatMap(({ operations: all }) => all);
		const sendsAmount = operations.filter(({ effect, fields }) => effect !== 'read' && fields.some(({ name }) => /^(refund_)?amount$/.test(name)));
		expect(sendsAmount.length).toBeGreaterThan(20);
		expect(sendsAmount.filter((operation) => !optionsOf(operation).includes(maximumAmount)).map(({ action }) => action)).toEqual([]);
	});

	it.each([[''], [undefined], [null], ['  ']])('refuses everything when an expression gives it the value %j', (value) => {
		const parameters: Record<string, unknown> = { amount: '1.00', currency: 'EUR', options: { maximum_amount: value } };
		const getNodeParameter = (name: string, _index: number, fallback: unknown) => parameters[name] ?? fallback;
		const reader = () => new ItemReader({ getNode: () => ({ parameters }), getInputData: () => [], getNodeParameter } as unknown as IExecuteFunctions);
		expect(() => readValues(reader(), startSale, 0)).toThrow('The option "Maximum Amount" is empty');
		delete parameters.options;
		expect(readValues(reader(), startSale, 0)).toMatchObject({ amount: '1.00', maximum_amount: '' });
	});
});
