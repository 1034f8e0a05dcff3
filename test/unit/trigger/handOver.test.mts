import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTurn } from '../../../nodes/YabandPayTrigger/handOver.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** Takes turns that end when told to, and notes their order. */
function takeTurns(workflowId: string, names: string[]) {
	const order: string[] = [];
	const end = new Map<string, () => void>();
	const all = names.map(async (name) => {
		const endTurn = await nextTurn(workflowId);
		order.push(name);
		endTurn(new Promise<void>((resolve) => end.set(name, resolve)));
	});
	return { order, end, all };
}

describe('nextTurn', () => {
	it('lets one after the other, in the order they came', async () => {
		const { order, end } = takeTurns('one workflow', ['a', 'b', 'c']);
		await vi.advanceTimersByTimeAsync(10);
		expect(order).toEqual(['a']);
		end.get('a')?.();
		await vi.advanceTimersByTimeAsync(10);
		expect(order).toEqual(['a', 'b']);
		end.get('b')?.();
		await vi.advanceTimersByTimeAsync(10);
		expect(order).toEqual(['a', 'b', 'c']);
	});

	it('does not let other workflows wait', async () => {
		const first = takeTurns('this workflow', ['a']);
		const second = takeTurns('that workflow', ['b']);
		await vi.advanceTimersByTimeAsync(10);
		expect([...first.order, ...second.order]).toEqual(['a', 'b']);
	});

	it('goes on without one that takes too long', async () => {
		const { order } = takeTurns('a slow workflow', ['a', 'b']);
		await vi.advanceTimersByTimeAsync(1_900);
		expect(order).toEqual(['a']);
		await vi.advanceTimersByTimeAsync(200);
		expect(order).toEqual(['a', 'b']);
	});
});
