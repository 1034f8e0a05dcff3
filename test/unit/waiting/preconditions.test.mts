import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { waitForPayment } from '../../../nodes/YabandPay/operations/order/waitForPayment.ts';
import { noteExpected, readEndStates } from '../../../nodes/YabandPay/waiting/expected.ts';
import { checkNotified, checkPreconditions, forwardsAllOutputs } from '../../../nodes/YabandPay/waiting/preconditions.ts';

const context = (node: Partial<INode> = {}, items = 1): IExecuteFunctions =>
	({ getNode: () => ({ type: 'n8n-nodes-yabandpay.yabandPay', ...node }), getInputData: () => new Array(items).fill({ json: {} }) }) as unknown as IExecuteFunctions;

describe('n8n before 2.39, which loses what leaves by a second output', () => {
	it('is told by a constant it does not have', () => {
		expect(forwardsAllOutputs(undefined)).toBe(false);
		expect(forwardsAllOutputs(1)).toBe(true);
	});

	it('is refused before anything else', () => {
		expect(() => checkPreconditions(context({ alwaysOutputData: true }, 3), waitForPayment, false)).toThrow('"Wait for Payment" needs n8n 2.39 or later');
	});
});

describe('as a tool of an AI agent', () => {
	it('it is refused: the agent could not go on', () => {
		const tool = context({ type: 'n8n-nodes-yabandpay.yabandPayTool' });
		expect(() => checkPreconditions(tool, waitForPayment, true)).toThrow('"Wait for Payment" cannot be used as a tool of an AI agent');
	});
});

describe('input', () => {
	it.each([0, 2, 50])('%s items are refused with advice', (count) => {
		expect(() => checkPreconditions(context({}, count), waitForPayment, true)).toThrow(`takes one item at a time, but it got ${count}`);
	});

	it('one item is fine', () => {
		expect(() => checkPreconditions(context(), waitForPayment, true)).not.toThrow();
	});
});

describe('whom the gateway reports to', () => {
	const resumeUrl = 'https://n8n.example.com/webhook-waiting/17?signature=abc';
	const check = (record: IDataObject) => () => checkNotified(record, resumeUrl);

	it.each([
		[resumeUrl],
		['https://n8n.example.com/webhook-waiting/17'],
		['https://n8n.example.com/webhook-waiting/17?signature=abc&amp;more=1'],
		[''],
		[undefined],
		[null],
	])('%s is this execution, or says nothing', (notify_url) => {
		expect(check({ notify_url })).not.toThrow();
	});

	it.each([
		'https://n8n.example.com/webhook-waiting/171?signature=abc',
		'https://n8n.example.com/webhook/7d3f0b9e/webhook',
		'https://shop.example.com/',
	])('%s is not', (notify_url) => {
		expect(check({ notify_url })).toThrow(/does not report this to the execution/);
	});
});

describe('the note that n8n keeps with the execution', () => {
	const notes = (room = true): { context: IExecuteFunctions; kept: Map<string, string> } => {
		const kept = new Map<string, string>();
		const customData = { set: (key: string, value: string) => room && kept.set(key, value), get: (key: string) => kept.get(key) };
		return { context: { customData } as unknown as IExecuteFunctions, kept };
	};
	const expected = { id: '4552eeea-1ae8-1e40-3b4b-802dc2f56458', amount: '24.90', currency: 'EUR', endStates: ['paid', 'declined'] };

	it('fits', () => {
		const { context: n8n, kept } = notes();
		expect(noteExpected(n8n, expected)).toBe(true);
		expect(JSON.parse([...kept.values()][0])).toEqual(expected);
	});

	it('is said to have no room where ten others are kept, or where n8n would cut it off', () => {
		expect(noteExpected(notes(false).context, expected)).toBe(false);
		expect(noteExpected(notes().context, { ...expected, amount: '1'.repeat(600) })).toBe(false);
	});
});

describe('"Continue When"', () => {
	it.each([
		['paid,declined', ['paid', 'declined']],
		[' Paid , 00 , CANCELED', ['paid', 'cancelled']],
		[',', []],
	])('%s', (text, states) => {
		expect(readEndStates(text, 'payment')).toEqual(states);
	});
});
