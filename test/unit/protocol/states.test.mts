import { describe, expect, it } from 'vitest';
import type { StateKind } from '../../../protocol/states.ts';
import { eventName, EVENTS, isFinal, normalizeState, rank, supersedes } from '../../../protocol/states.ts';

describe('normalizeState', () => {
	it.each<[StateKind, string, string]>([
		['payment', 'paid', 'paid'],
		['payment', 'Paid', 'paid'],
		['payment', ' PAID ', 'paid'],
		['payment', 'canceled', 'cancelled'],
		['payment', 'CANCELED', 'cancelled'],
		['payment', 'Cancelled', 'cancelled'],
		['payment', '00', 'paid'],
		['payment', '01', 'authorized'],
		['payment', '02', 'pending'],
		['payment', '03', 'processing'],
		['payment', '3', 'processing'],
		['payment', '04', 'verify'],
		['payment', '05', 'declined'],
		['payment', '06', 'failed'],
		['payment', '07', 'expired'],
		['payment', '08', 'cancelled'],
		['refund', 'to-be-approval', 'awaiting approval'],
		['refund', '20', 'awaiting approval'],
		['refund', 'Refund Pending', 'pending'],
		['refund', '21', 'pending'],
		['refund', 'refund processing', 'processing'],
		['refund', '22', 'processing'],
		['refund', 'Refunded', 'refunded'],
		['refund', '23', 'refunded'],
		['refund', 'refund failed', 'failed'],
		['refund', '24', 'failed'],
		['refund', '25', 'error'],
		['refund', '26', '26'],
		['payout', 'Awaiting  Approval', 'awaiting approval'],
		['payout', 'awaiting_approval', 'awaiting approval'],
		['payout', 'canceled', 'cancelled'],
		['payout', '00', '00'],
		['fx', 'Settled', 'settled'],
		['payment', 'Something New', 'something new'],
		['payment', 'constructor', 'constructor'],
	])('%s %s is %s', (kind, raw, state) => {
		expect(normalizeState(kind, raw)).toBe(state);
		expect(normalizeState(kind, state)).toBe(state);
	});
});

describe('isFinal', () => {
	it.each<[StateKind, string[]]>([
		['payment', ['paid', 'declined', 'failed', 'expired', 'cancelled', 'canceled', '00']],
		['refund', ['refunded', 'failed', 'error']],
		['payout', ['completed', 'failed', 'declined', 'cancelled', 'overruled']],
		['fx', ['settled']],
	])('%s ends with %j', (kind, states) => {
		expect(states.every((state) => isFinal(kind, state))).toBe(true);
	});

	it.each<[StateKind, string[]]>([
		['payment', ['authorized', 'pending', 'processing', 'verify', 'refunded', 'something new', '']],
		['refund', ['awaiting approval', 'pending', 'processing', 'paid', '26']],
		['payout', ['awaiting approval', 'pending', 'paid']],
		['fx', ['pending', 'success']],
	])('%s goes on after %j', (kind, states) => {
		expect(states.some((state) => isFinal(kind, state))).toBe(false);
	});
});

describe('supersedes', () => {
	it.each<[StateKind, string, string, boolean]>([
		['payment', 'processing', 'paid', false],
		['payment', 'Processing', '00', false],
		['payment', 'pending', 'cancelled', false],
		['payment', 'authorized', 'paid', false],
		['payment', 'verify', 'paid', false],
		['payment', 'failed', 'paid', false],
		['payment', 'expired', 'paid', false],
		['payment', 'paid', 'processing', true],
		['payment', 'paid', 'authorized', true],
		['payment', 'paid', 'verify', true],
		['payment', 'paid', 'failed', true],
		['payment', 'cancelled', 'paid', true],
		['payment', 'paid', 'cancelled', true],
		['payment', 'paid', 'paid', true],
		['payment', 'processing', 'pending', true],
		['payment', 'pending', 'processing', true],
		['payment', 'something new', 'paid', true],
		['payment', 'processing', 'something new', true],
		['refund', 'refund processing', 'refunded', false],
		['refund', 'pending', 'processing', false],
		['refund', 'refunded', 'failed', true],
		['payout', 'pending', 'completed', false],
		['payout', 'completed', 'awaiting approval', true],
		['fx', 'pending', 'settled', false],
	])('%s: %s after %s is %s', (kind, later, earlier, expected) => {
		expect(supersedes(kind, later, earlier)).toBe(expected);
	});

	it('ranks known states only', () => {
		expect(rank('payment', 'paid')).toBeGreaterThan(rank('payment', 'processing') as number);
		expect(rank('payment', 'something new')).toBeUndefined();
	});

	it('never lets a final state be followed by one that is not', () => {
		const states = { payment: 'paid authorized pending processing verify declined failed expired cancelled'.split(' ') };
		const finals = states.payment.filter((state) => isFinal('payment', state));
		const others = states.payment.filter((state) => !isFinal('payment', state));
		for (const earlier of finals) for (const later of others) expect(supersedes('payment', later, earlier)).toBe(false);
	});
});

describe('events', () => {
	it('are named kind.state', () => {
		expect(eventName('payment', 'Paid')).toBe('payment.paid');
		expect(eventName('payout', 'awaiting approval')).toBe('payout.awaiting_approval');
		expect(eventName('refund', 'Refund Pending')).toBe('refund.pending');
		expect(eventName('payment', 'Some new  state')).toBe('payment.some_new_state');
	});

	it('are all documented states, each once, with a name and a description', () => {
		const values = EVENTS.map(({ value }) => value);
		expect(new Set(values).size).toBe(values.length);
		expect(values).toEqual(
			expect.arrayContaining([
				...'paid authorized pending processing verify declined failed expired cancelled'.split(' ').map((state) => `payment.${state}`),
				...'awaiting_approval pending processing refunded failed error'.split(' ').map((state) => `refund.${state}`),
				...'awaiting_approval pending completed failed declined cancelled overruled'.split(' ').map((state) => `payout.${state}`),
			]),
		);
		expect(values).toHaveLength(22);
		expect(EVENTS[0]).toEqual({ value: 'payment.paid', name: 'Payment Paid', description: 'The payer has paid' });
		expect(EVENTS.every(({ name, description }) => /^[A-Z]\w+( [A-Z]\w+)+$/.test(name) && !description.endsWith('.'))).toBe(true);
	});
});
