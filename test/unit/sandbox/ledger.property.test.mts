import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../../../sandbox/src/sandbox.mts';
import { FAULT_KIND_NAMES } from '../../../sandbox/src/faults/kinds.mts';
import { signedEnvelope, postText } from '../../sandbox/support/libraryClient.mts';
import { startReceiver, type Receiver } from '../../sandbox/support/receiver.mts';
import { capture, CASHIER, fresh, payment, posSale, TERMINAL } from '../../sandbox/support/samples.mts';

const CARD = { cardnumber: '6064364245787814896', pincode: '568971' };
/** Said here once more, so that a mistake in the state machine shows. */
const FINAL_STATES = ['declined', 'failed', 'expired', 'cancelled'];
const CARD_BALANCES = 10_000 + 50;

let sandbox: Sandbox;
let receiver: Receiver;

/** One step of a drill; `pick` chooses among the orders there are. */
type Step = { what: string; pick: number; amount: string };

/** Calls a method and minds no damage on the way: the books must balance whatever the client saw. */
async function attempt(user: string, method: string, data: Record<string, unknown>): Promise<void> {
	const body = JSON.stringify(signedEnvelope(user, method, data, sandbox.secretKey));
	await postText(sandbox.url, body)
		.then(async (response) => await response.text())
		.catch(() => undefined);
}

const DECISIONS = ['pay', 'authorize', 'decline', 'fail', 'expire', 'cancel', 'pend', 'verify'] as const;
const MAKERS: Record<string, (amount: string) => Promise<void>> = {
	sale: async (amount) =>
		await attempt(CASHIER, 'v3.CreatePayments', { ...payment({ amount }), notify_url: receiver.url }),
	pos: async (amount) =>
		await attempt(TERMINAL, 'v3.POS', { ...posSale({ amount, tip_amount: '' }), notify_url: receiver.url }),
	hold: async (amount) =>
		await attempt(TERMINAL, 'v3.POS', {
			...posSale({ amount, operation: '2', tip_amount: '' }),
			notify_url: receiver.url,
		}),
	card: async (amount) =>
		await attempt(CASHIER, 'v3.CreatePaymentsVoucher', {
			...payment({ amount, sub_pay_method: 'Voucher', ...CARD }),
			notify_url: receiver.url,
		}),
};

async function take(step: Step): Promise<void> {
	const { what, pick, amount } = step;
	if (what in MAKERS) return await MAKERS[what](amount);
	if (what === 'clock') return void sandbox.clock.move(pick * 3_600_000);
	if (what === 'refund through') {
		const refund = sandbox.refunds[pick % Math.max(sandbox.refunds.length, 1)];
		const state = pick % 2 === 0 ? 'refunded' : 'refund failed';
		if (refund?.state === 'refund processing') sandbox.decideRefund(refund.refund_id, state);
		return;
	}
	const order = sandbox.orders[pick % Math.max(sandbox.orders.length, 1)];
	if (!order) return;
	const { trade_id } = order;
	if ((DECISIONS as readonly string[]).includes(what)) {
		try {
			sandbox.decide(trade_id, what as (typeof DECISIONS)[number]);
		} catch {
			// The state machine says no; the books are looked at below.
		}
	} else if (what === 'v3.CancelPayment') await attempt(CASHIER, what, { trade_id });
	else if (what === 'v3.POSReversal' || what === 'v3.POSCancel')
		await attempt(TERMINAL, what, { tid: TERMINAL, trade_id, request_id: fresh('r') });
	else if (what === 'v3.CreateRefund') {
		await attempt(CASHIER, what, {
			trade_id,
			refund_amount: amount,
			refund_currency: 'EUR',
			refund_description: 'x',
			notify_url: receiver.url,
		});
	} else await attempt(CASHIER, what, { ...capture(trade_id, amount), notify_url: receiver.url });
}

function checkBooks(): void {
	const cents = (amount: string): number => Math.round(Number(amount) * 100);
	const orders = new Map(sandbox.orders.map((order) => [order.trade_id, order]));
	let onCards = sandbox.giftCards.reduce((sum, { balance }) => sum + balance, 0);
	for (const order of orders.values()) {
		const [authorized, captured, paid, refunded] = [order.authorized, order.captured, order.paid, order.refunded].map(
			cents,
		);
		expect(captured).toBeLessThanOrEqual(authorized);
		expect(refunded).toBeLessThanOrEqual(paid);
		expect(paid > 0).toBe(order.state === 'paid');
		const { refunds, transitions } = sandbox.timeline(order.trade_id);
		const given = refunds.filter(({ state }) => state === 'refund processing' || state === 'refunded');
		expect(given.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(refunded);
		const finals = transitions.filter(
			({ to }, index) => FINAL_STATES.includes(to) && transitions[index - 1]?.to !== to,
		);
		expect(finals.length).toBeLessThanOrEqual(1);
		expect(transitions.at(-1)?.to).toBe(order.state);
		if (finals.length === 1) expect(transitions.at(-1)).toBe(finals[0]);
		if (order.cardnumber !== undefined && !FINAL_STATES.includes(order.state)) {
			const back = refunds
				.filter(({ state }) => state === 'refunded')
				.reduce((sum, { amount }) => sum + cents(amount), 0);
			onCards += Number(order.state === 'paid' ? paid : cents(order.amount)) - back;
		}
	}
	expect(onCards).toBe(CARD_BALANCES);
	for (const { trade_id, kind, subject } of sandbox.notifications) {
		expect(orders.has(trade_id ?? '')).toBe(true);
		if (kind === 'refund') expect(sandbox.refunds.some(({ refund_id }) => refund_id === subject)).toBe(true);
	}
}

beforeAll(async () => {
	receiver = await startReceiver();
	sandbox = await startSandbox({ autoRefund: false, notificationRetryDelays: [] });
});

afterAll(async () => {
	await sandbox.close();
	await receiver.close();
});

beforeEach(() => void sandbox.reset());

const METHODS = [
	'v3.Capture',
	'v3.PreauthDecrement',
	'v3.CancelPayment',
	'v3.POSReversal',
	'v3.POSCancel',
	'v3.CreateRefund',
];
const step = fc.record({
	// Few orders and many steps on each of them: what breaks books is the second refund, the payment after the end.
	what: fc.oneof(
		{ weight: 2, arbitrary: fc.constantFrom(...Object.keys(MAKERS)) },
		{ weight: 4, arbitrary: fc.constantFrom('pay', 'pay', 'pay', ...DECISIONS) },
		{ weight: 4, arbitrary: fc.constantFrom('v3.CreateRefund', ...METHODS) },
		{ weight: 1, arbitrary: fc.constantFrom('clock', 'refund through') },
	),
	pick: fc.nat({ max: 3 }),
	amount: fc.constantFrom('0.01', '1', '2.50', '7.77', '12.50', '60'),
});
// Refused connections and slow answers only cost time here.
const kinds = FAULT_KIND_NAMES.filter((kind) => kind !== 'refuse' && kind !== 'slow' && kind !== 'notification_late');
const faults = fc.array(
	fc.record({ kind: fc.constantFrom(...kinds), rate: fc.constantFrom(0.2, 0.5), seed: fc.nat() }),
	{ maxLength: 4 },
);

describe('the ledger', () => {
	it('balances after any sequence of operations and faults', { timeout: 60_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), faults, async (steps, asked) => {
				sandbox.reset();
				for (const fault of asked) sandbox.addFault(fault);
				for (const one of steps) {
					await take(one);
					checkBooks();
				}
				await sandbox.idle();
				checkBooks();
			}),
			{ numRuns: 60 },
		);
	});
});
