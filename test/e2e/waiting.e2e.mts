import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, jsonOf } from '../../tools/n8n/executions.mts';
import type { CredentialReference } from '../../tools/n8n/workflows.mts';
import { addCredential, type Shop } from '../../tools/shop.mts';
import { waitFor } from '../../tools/wait-for.mts';
import { notify, paidSale, signedBody } from './harness/notifications.mts';
import { openTestShop } from './harness/shop.mts';
import { itemsNodes } from './harness/workflows.mts';
import { expectRuns, mailOf, WaitingExamples } from './waiting/examples.mts';
import { runsOf, WaitingExecution } from './waiting/waiting-execution.mts';
import { FINAL, LIMIT, loopingWorkflow, onePerItemWorkflow, PAYMENT, PAYMENT_WAIT, waitingWorkflow, WAIT, within } from './waiting/workflow.mts';

let shop: Shop;
let credential: CredentialReference;

/** The sandbox tries again every half second, for a minute: long enough for n8n to start again. */
const RETRY_DELAYS = new Array<number>(120).fill(500);

const begin = async (name: string, wait = PAYMENT_WAIT, create = PAYMENT, account = credential): Promise<WaitingExecution> =>
	await WaitingExecution.begin(shop, waitingWorkflow(name, account, wait, create));

/** Everything the gateway has sent about an order, and what n8n answered. */
const attempts = (trade_id: string) =>
	shop.sandbox.notifications.filter(({ subject }) => subject === trade_id).flatMap((one) => one.attempts);

beforeAll(async () => {
	shop = await openTestShop({ notificationRetryDelays: RETRY_DELAYS, autoRefund: false });
	credential = await addCredential(shop);
});

afterAll(async () => {
	await shop?.dispose();
	examples?.erp.close();
});

let examples: WaitingExamples;

/** Begun first and looked at last: n8n takes up to a minute to see that a wait is over. */
const limits = {} as Record<'unpaid' | 'lost' | 'late' | 'loop', WaitingExecution>;

beforeAll(async () => {
	limits.unpaid = await begin('Never paid', { ...PAYMENT_WAIT, ...within(3) });
	limits.lost = await begin('Notification lost', { ...PAYMENT_WAIT, ...within(3) });
	limits.late = await begin('Notified after the limit', { ...PAYMENT_WAIT, ...within(3) });
	const seconds = '$runIndex === 0 ? 3 : 3600';
	const twice = { limit: 'date', limit_date: `={{ $now.plus(${seconds}, 'seconds').toISO() }}` };
	limits.loop = await WaitingExecution.begin(shop, loopingWorkflow('Remind and wait again', credential, twice));
	shop.sandbox.addFault({ kind: 'notification_never', count: 1 });
	shop.sandbox.decide(await limits.lost.tradeId(), 'pay');
	examples = await WaitingExamples.begin(shop, credential);
});

describe('a payment that ends while the execution waits', () => {
	test.each([
		['pay', 'paid'],
		['decline', 'declined'],
		['fail', 'failed'],
		['cancel', 'cancelled'],
		['expire', 'expired'],
	] as const)('%s: "Final" runs once', async (decision, state) => {
		const waiting = await begin(`Waits: ${decision}`);
		await waiting.isWaiting();
		const trade_id = await waiting.tradeId();
		shop.sandbox.decide(trade_id, decision);
		await waiting.endedFinal({ trade_id, state, raw_state: state, amount: '24.90', currency: 'EUR' });
		expect(attempts(trade_id)).toEqual([expect.objectContaining({ status: 200, answer: 'ok' })]);
	});

	test('pending and verify are acknowledged and leave it waiting', async () => {
		const waiting = await begin('Waits: verify');
		const trade_id = await waiting.tradeId();
		shop.sandbox.decide(trade_id, 'pend');
		shop.sandbox.decide(trade_id, 'verify');
		await shop.sandbox.idle();
		expect(attempts(trade_id).map(({ status, answer }) => [status, answer])).toEqual([[200, 'ok'], [200, 'ok']]);
		await waiting.isWaiting();
		shop.sandbox.decide(trade_id, 'pay');
		await waiting.endedFinal({ state: 'paid' });
	});
});

describe('a payment that is final before the wait begins', () => {
	test('"Final" runs once, without waiting', async () => {
		shop.sandbox.addFault({ kind: 'notification_early', method: 'v3.CreatePayments', count: 1 });
		const execution = await begin('Paid early');
		await execution.endedFinal({ state: 'paid' }, 5_000);
	});
});

describe('a payment that is made while the wait begins', () => {
	test('between the question to the gateway and the wait: its next attempt ends the wait', async () => {
		shop.sandbox.addFault({ kind: 'slow', method: 'v3.QueryOrder', count: 1, seconds: 3 });
		const beginning = begin('Paid in between', PAYMENT_WAIT, { ...PAYMENT, amount: '33.33' });
		const ofThisTest = () => shop.sandbox.orders.find(({ amount }) => amount === '33.33');
		const { trade_id } = await waitFor('the order', ofThisTest);
		await waitFor('the question', () => shop.sandbox.faults.length === 0);
		// The fault is used up when the question comes; the gateway's word on it is a moment later, its answer three seconds.
		await sleep(500);
		shop.sandbox.decide(trade_id, 'pay');
		await (await beginning).endedFinal({ trade_id, state: 'paid' });
		// n8n's own answer while the execution is still running.
		expect([409, 500]).toContain(attempts(trade_id)[0].status);
		expect(attempts(trade_id).at(-1)).toMatchObject({ status: 200, answer: 'ok' });
	});
});

describe('notifications that come more than once', () => {
	test('one after the other', async () => {
		const waiting = await begin('Notified twice');
		const trade_id = await waiting.tradeId();
		shop.sandbox.addFault({ kind: 'notification_duplicated', count: 1, times: 3 });
		shop.sandbox.decide(trade_id, 'pay');
		await waiting.endedFinal({ state: 'paid' });
		await shop.sandbox.idle();
		expect(attempts(trade_id)).toHaveLength(4);
		await waiting.endedFinal({ state: 'paid' });
	});

	test('all at once', async () => {
		const waiting = await begin('Notified at once');
		const trade_id = await waiting.tradeId();
		shop.sandbox.addFault({ kind: 'notification_never', count: 1 });
		shop.sandbox.decide(trade_id, 'pay');
		const { body } = shop.sandbox.notifications.find(({ subject }) => subject === trade_id)!;
		const url = await waiting.resumeUrl();
		const answers = await Promise.all(Array.from({ length: 8 }, async () => await notify(url, body)));
		expect(answers.filter(({ status, text }) => status === 200 && text === 'ok')).toHaveLength(1);
		// n8n lets one of them have the execution. Whoever comes while it is being handed over gets 500, later ones 409.
		expect(answers.filter(({ status }) => status === 500 || status === 409)).toHaveLength(7);
		await waiting.endedFinal({ state: 'paid' });
	});
});

describe('the resume URL', () => {
	test('a forged "paid" with n8n\'s token gets 401 and leaves it waiting; the genuine one ends it', async () => {
		const waiting = await begin('Forged');
		const trade_id = await waiting.tradeId();
		const url = await waiting.resumeUrl();
		expect(url).toMatch(/\/webhook-waiting\/\d+\?signature=\w+/);
		const { secretKey } = shop.sandbox;
		const paid = paidSale({ trade_id });
		const forged = [
			signedBody(paid, `${secretKey}x`),
			{ ...signedBody({ ...paid, state: 'processing' }, secretKey), data: paid },
			{ data: paid },
			{ sign: '', data: paid },
			{ trade_id, state: 'paid' },
		];
		for (const body of forged) expect((await notify(url, body)).status).toBeOneOf([400, 401]);
		expect((await notify(url, forged[0])).status).toBe(401);
		// Genuinely signed, but about another order, or not what the gateway's own record says.
		expect((await notify(url, signedBody(paidSale(), secretKey))).status).toBe(409);
		expect((await notify(url, signedBody(paid, secretKey))).status).toBe(409);
		await waiting.isWaiting();
		shop.sandbox.decide(trade_id, 'pay');
		await waiting.endedFinal({ trade_id, state: 'paid' });
	});

	test('a genuine notification without n8n\'s token gets 401', async () => {
		const waiting = await begin('No token');
		const trade_id = await waiting.tradeId();
		const { origin, pathname } = new URL(await waiting.resumeUrl());
		const body = signedBody(paidSale({ trade_id }), shop.sandbox.secretKey);
		expect((await notify(`${origin}${pathname}`, body)).status).toBe(401);
		await waiting.isWaiting();
		shop.sandbox.decide(trade_id, 'pay');
		await waiting.endedFinal({ trade_id, state: 'paid' });
	});

	test('another amount than agreed on is never "paid"', async () => {
		const waiting = await begin('Other amount', { ...PAYMENT_WAIT, options: { expected_amount: '30.00' } });
		shop.sandbox.decide(await waiting.tradeId(), 'pay');
		await waiting.endedFinal({ state: 'amount_mismatch', raw_state: 'paid', amount: '24.90', expected_amount: '30.00' });
	});
});

describe('refunds and payouts', () => {
	test('a refund that notifies this execution', async () => {
		const sale = await begin('Sale to refund');
		const trade_id = await sale.tradeId();
		shop.sandbox.decide(trade_id, 'pay');
		await sale.endedFinal({ state: 'paid' });

		const create = { resource: 'refund', operation: 'create', trade_id, refund_amount: '4.90', refund_currency: 'EUR', refund_description: 'Broken' };
		const refund = await begin(
			'Wait for Refund',
			{ resource: 'refund', operation: 'waitForRefund', refund_id: "={{ $('Create').first().json.refund_id }}", limit: 'interval', limit_minutes: 60 },
			{ ...create, notify: 'thisExecution' },
		);
		await refund.isWaiting();
		const { refund_id } = await refund.created();
		shop.sandbox.decideRefund(refund_id as string, 'refund pending');
		await shop.sandbox.idle();
		await refund.isWaiting();
		shop.sandbox.decideRefund(refund_id as string, 'refunded');
		await refund.endedFinal({ refund_id, state: 'refunded', refund_amount: '4.90', refund_currency: 'EUR' });
	});

	test('a payout that notifies this execution', async () => {
		const superAdmin = await addCredential(shop, { uid: '036870' }, 'Super admin');
		const payout = await begin(
			'Wait for Payout',
			{ resource: 'wallet', operation: 'waitForPayout', payout_id: "={{ $('Create').first().json.payout_id }}", limit: 'interval', limit_minutes: 60 },
			{ resource: 'wallet', operation: 'createPayout', amount: '100.00', currency: 'EUR', reference: 'Week 47', notify: 'thisExecution' },
			superAdmin,
		);
		await payout.isWaiting();
		const { payout_id } = await payout.created();
		shop.sandbox.decidePayout(payout_id as string, 'pending');
		await shop.sandbox.idle();
		await payout.isWaiting();
		shop.sandbox.decidePayout(payout_id as string, 'completed');
		await payout.endedFinal({ payout_id, state: 'completed', amount: '100.00', currency: 'EUR' });
	});
});

describe('several items', () => {
	test('are refused with advice', async () => {
		const workflow = onePerItemWorkflow('Several at once', credential, itemsNodes('amounts', ['1.00', '2.00']));
		workflow.connections.Create = { main: [[{ node: WAIT, type: 'main', index: 0 }]] };
		const execution = await (await WaitingExecution.begin(shop, workflow)).ended();
		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toContain('takes one item at a time');
		expect(errorOf(execution)?.description).toContain('Loop Over Items');
	});

	test('one after the other in a loop, whichever is paid first', async () => {
		const workflow = onePerItemWorkflow('One by one', credential, itemsNodes('amounts', ['1.00', '2.00']));
		const waiting = await WaitingExecution.begin(shop, workflow);
		await waiting.isWaiting();
		const [first, second] = jsonOf(await waiting.stored(), 'Create').map(({ trade_id }) => trade_id as string);
		shop.sandbox.decide(second, 'pay');
		await shop.sandbox.idle();
		await waiting.isWaiting();
		shop.sandbox.decide(first, 'pay');
		const execution = await waiting.ended();
		expect(jsonOf(execution, 'All').map(({ trade_id, state }) => [trade_id, state])).toEqual([[first, 'paid'], [second, 'paid']]);
		expect([runsOf(execution, FINAL), runsOf(execution, LIMIT)]).toEqual([2, 0]);
	});
});

describe('the limit', () => {
	test('nobody pays: "Limit Reached" runs once, with the input', async () => {
		await limits.unpaid.endedAtLimit();
	}, 120_000);

	test('paid, but the notification got lost: the same', async () => {
		await limits.lost.endedAtLimit();
	}, 120_000);

	test('notified after the limit: n8n refuses the call and nothing runs again', async () => {
		await limits.late.endedAtLimit();
		const trade_id = await limits.late.tradeId();
		shop.sandbox.decide(trade_id, 'pay');
		await shop.sandbox.idle();
		expect(attempts(trade_id)[0]).toMatchObject({ status: 409 });
		await limits.late.endedAtLimit();
	}, 120_000);

	test('a reminder, then the workflow waits again and is paid', async () => {
		const reminded = await limits.loop.hasRun('Remind', 1);
		expect(reminded.status).toBe('waiting');
		expect(runsOf(reminded, FINAL)).toBe(0);
		shop.sandbox.decide(await limits.loop.tradeId(), 'pay');
		const execution = await limits.loop.ended();
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, FINAL)).toEqual([expect.objectContaining({ state: 'paid' })]);
		expect([runsOf(execution, LIMIT), runsOf(execution, 'Remind'), runsOf(execution, FINAL)]).toEqual([1, 1, 1]);
	}, 120_000);
});

describe('example: payment link by mail, wait, invoice or reminder', () => {
	const trade = async (waiting: WaitingExecution) => await waiting.created('Create Payment Link');

	test('the link is mailed; once it is paid, the invoice', async () => {
		const execution = await examples.links.paid.ended();
		const { trade_id, url } = await trade(examples.links.paid);
		expect(mailOf(execution, 'Mail Payment Link')).toEqual({
			toEmail: 'customer@example.com',
			subject: 'Your order 1042',
			text: expect.stringContaining(`24.99 EUR here within 24 hours:\n${url as string}`),
		});
		expect(mailOf(execution, 'Mail Invoice')).toEqual({
			toEmail: 'customer@example.com',
			subject: 'Invoice for order 1042',
			text: expect.stringMatching(new RegExp(`received 24\\.99 EUR[^]*${trade_id as string}`)),
		});
		expectRuns(execution, { 'Mail Invoice': 1, 'Mail Reminder': 0, 'Tell the Shop': 0 });
	});

	test('declined: the shop is told', async () => {
		const execution = await examples.links.declined.ended();
		expect(mailOf(execution, 'Tell the Shop').subject).toBe('Order 1042 was not paid: declined');
		expectRuns(execution, { 'Mail Invoice': 0, 'Mail Reminder': 0, 'Tell the Shop': 1 });
	});

	test('paid, but the notification got lost: asking once more finds it, and nobody is reminded', async () => {
		const execution = await examples.links.lost.ended();
		expectRuns(execution, { 'Ask Once More': 1, 'Mail Invoice': 1, 'Mail Reminder': 0, 'Tell the Shop': 0 });
	}, 120_000);

	test('not paid by the limit: a reminder, then paid and invoiced', async () => {
		const { reminded } = examples.links;
		const waiting = await reminded.hasRun('Mail Reminder', 1);
		expect(mailOf(waiting, 'Mail Reminder').text).toContain((await trade(reminded)).url);
		shop.sandbox.decide(await reminded.tradeId('Create Payment Link'), 'pay');
		expectRuns(await reminded.ended(), { 'Ask Once More': 1, 'Mail Reminder': 1, 'Mail Invoice': 1, 'Tell the Shop': 0 });
	}, 120_000);
});

describe('example: POS sale, wait, book into ERP', () => {
	const bookingsOf = (trade_id: unknown) => examples.erp.bookings.filter(({ body }) => body.trade_id === trade_id);

	test.each(['paid', 'lost'] as const)('%s: booked once, under the trade_id', async (way) => {
		expectRuns(await examples.sales[way].ended(), { 'Book into ERP': 1, 'Close on Terminal': 0, 'Tell the Cashier': 0 });
		const { trade_id, order_id } = await examples.sales[way].created('Start Sale');
		const body = { receipt: 'Receipt 2071', trade_id, order_id, amount: '12.50', tip_amount: '0.00', currency: 'EUR' };
		expect(bookingsOf(trade_id)).toEqual([{ key: trade_id, body }]);
	}, 120_000);

	test('declined: the cashier is told, nothing is booked', async () => {
		const execution = await examples.sales.declined.ended();
		expect(jsonOf(execution, 'Tell the Cashier')).toEqual([{ receipt: 'Receipt 2071', message: 'Not paid: declined' }]);
		expect(bookingsOf(await examples.sales.declined.tradeId('Start Sale'))).toEqual([]);
	});

	test('nobody pays: the sale is closed on the terminal, nothing is booked', async () => {
		const execution = await examples.sales.open.ended();
		expectRuns(execution, { 'Close on Terminal': 1, 'Tell the Cashier': 1, 'Book into ERP': 0 });
		const trade_id = await examples.sales.open.tradeId('Start Sale');
		expect(shop.sandbox.order(trade_id).state).toBe('cancelled');
		expect(bookingsOf(trade_id)).toEqual([]);
	}, 120_000);
});

describe('n8n dies while the execution waits', () => {
	test('killed and started again: the gateway\'s next attempt ends the wait', async () => {
		const waiting = await begin('Killed');
		const trade_id = await waiting.tradeId();
		await shop.n8n.kill();
		shop.sandbox.decide(trade_id, 'pay');
		await shop.n8n.startAgain();
		await waiting.endedFinal({ trade_id, state: 'paid' });
		const [first, ...later] = attempts(trade_id);
		expect(first).toMatchObject({ status: null, error: expect.stringContaining('ECONNREFUSED') });
		expect(later.at(-1)).toMatchObject({ status: 200, answer: 'ok' });
	}, 120_000);
});
