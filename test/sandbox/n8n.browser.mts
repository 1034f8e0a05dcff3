import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { jsonOf, type Execution } from '../../tools/n8n/executions.mts';
import { readExample, withCredential } from '../../tools/n8n/workflows.mts';
import { withoutMail } from '../../tools/local-shop.mts';
import { CREDENTIAL_TYPE } from '../../tools/shop.mts';
import { chain, START, startNode, yabandPayNode } from '../e2e/harness/workflows.mts';
import { runsOf, WaitingExecution } from '../e2e/waiting/waiting-execution.mts';
import { FINAL, LIMIT, PAYMENT, PAYMENT_WAIT, WAIT, waitingWorkflow } from '../e2e/waiting/workflow.mts';
import { DESK, PHONE } from './support/browser.mts';
import { laidOut, MANUAL_TRIGGER, startCounter, withParameters, type Counter } from './support/counter.mts';
import { TERMINAL } from './support/samples.mts';
import { isLive, screenshot } from './support/stage.mts';

/** Room for a workflow of many steps. */
const WIDE = { width: 1900, height: 820 };

const CARD = '6064364245787814896';
const PIN = '568971';
const WRONG_PIN = '123456';

let counter: Counter;
let thanks: string;

beforeAll(async () => {
	counter = await startCounter();
	thanks = `${counter.site.url}/thanks`;
});

afterAll(async () => await counter?.close());

/** Keeps a picture of an execution as n8n's editor shows it. */
async function picture(execution: Pick<Execution, 'workflowId' | 'id'>, name: string, size = DESK): Promise<void> {
	const page = await counter.openExecution(execution, size);
	await screenshot(page, name);
	await page.close();
}

/** The executions that the workflow "POS sale paid" has had so far, the newest first. */
const bookings = async (): Promise<Execution[]> =>
	await counter.shop.n8n.api.getExecutions(counter.workflows['pos-sale-paid.json']);

/** Waits for one more than there were; asserts that it is only one, and says what it made of the notification. */
async function nextBooking(before: readonly Execution[]): Promise<Execution> {
	const { api } = counter.shop.n8n;
	const options = { timeoutMs: 60_000, everyMs: 250 };
	await api.waitForExecutions(counter.workflows['pos-sale-paid.json'], before.length + 1, options);
	await counter.shop.sandbox.idle();
	const [execution, ...others] = await bookings();
	expect(others.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
	expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
	return execution;
}

/** What became of the notification of an order's end. */
const attempts = (trade_id: string) =>
	counter.shop.sandbox.notifications
		.filter((notification) => notification.trade_id === trade_id && notification.state === 'paid')
		.flatMap((notification) => notification.attempts);

describe('a payment link', () => {
	it('is paid in the browser, and the execution that waits for it goes on', async () => {
		const example = withoutMail(await readExample('payment-link-wait.json'));
		const workflow = withParameters(withCredential(example, CREDENTIAL_TYPE, counter.credential), 'Create Payment Link', {
			options: { timeout: '1440', redirect_url: thanks },
		});
		const waiting = await WaitingExecution.begin(counter.shop, workflow, MANUAL_TRIGGER);
		await waiting.isWaiting();
		const { trade_id, url } = await waiting.created('Create Payment Link');

		const page = await counter.open(String(url));
		expect(await page.getByText('Order 1042', { exact: true }).isVisible()).toBe(true);
		await screenshot(page, 'n8n-payment-link-page');
		await page.getByRole('button', { name: 'Pay 24.99 EUR' }).click();
		await page.waitForURL(thanks);
		await page.close();

		const execution = await waiting.ended();
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, 'Wait for Payment', 1)).toEqual([
			expect.objectContaining({ trade_id, state: 'paid', amount: '24.99', currency: 'EUR' }),
		]);
		expect(jsonOf(execution, 'Wait for Payment', 0)).toEqual([]);
		expect(jsonOf(execution, 'Invoice')).toEqual([
			{ invoice_for: '1042', trade_id, amount: '24.99', currency: 'EUR' },
		]);
		expect(['Invoice', 'Ask Once More', 'Tell the Shop'].map((name) => runsOf(execution, name))).toEqual([1, 0, 0]);
		expect(attempts(String(trade_id))).toEqual([expect.objectContaining({ status: 200, answer: 'ok' })]);
		await picture(execution, 'n8n-payment-link', WIDE);
	});

	it('is paid in the browser, and the workflow of a YabandPay Trigger starts', async () => {
		const create = yabandPayNode('Create', counter.credential, {
			...PAYMENT,
			notify: 'url',
			options: { redirect_url: thanks },
		});
		const before = await bookings();
		const { api } = counter.shop.n8n;
		const created = await api.runWorkflowToEnd(await api.createWorkflow(chain('Payment link', [startNode(), create])), START);
		expect(created.status).toBe('success');
		const [{ trade_id, order_id, url }] = jsonOf(created, 'Create');

		const page = await counter.open(String(url));
		await page.getByRole('button', { name: 'Pay 24.90 EUR' }).click();
		await page.waitForURL(thanks);
		await page.close();

		const execution = await nextBooking(before);
		expect(jsonOf(execution, 'YabandPay Trigger')).toEqual([
			expect.objectContaining({ event: 'payment.paid', trade_id, order_id, amount: '24.90', state: 'paid' }),
		]);
		expect(jsonOf(execution, 'Paid Sale')).toEqual([expect.objectContaining({ trade_id, amount: '24.90', state: 'paid' })]);
		await picture(execution, 'n8n-trigger');
	});
});

describe('the terminal', () => {
	it('approves a sale that a workflow started, and the workflow of a YabandPay Trigger starts', async () => {
		const before = await bookings();
		const page = await counter.open(`/terminal/${TERMINAL}`);
		await isLive(page);
		await page.getByText('Waiting for a sale').waitFor();
		const sale = await counter.shop.n8n.api.runWorkflowToEnd(counter.workflows['pos-sale.json'], MANUAL_TRIGGER);
		expect(sale.status).toBe('success');
		const [{ trade_id, order_id }] = jsonOf(sale, 'Start Sale');

		await page.getByText('12.50 EUR').waitFor();
		await screenshot(page, 'n8n-terminal-page');
		expect(await bookings()).toHaveLength(before.length);
		await page.getByRole('button', { name: 'Approve' }).click();
		await page.getByText('Waiting for a sale').waitFor();
		await page.close();

		const execution = await nextBooking(before);
		const paid = { event: 'payment.paid', trade_id, order_id, amount: '12.50', tip_amount: '0.50', currency: 'EUR', state: 'paid' };
		expect(jsonOf(execution, 'Paid Sale')).toEqual([paid]);
		await picture(execution, 'n8n-terminal');
	});
});

describe('the gift card page', () => {
	it('refuses a wrong PIN, takes the right one, and the execution that waits goes on', async () => {
		const workflow = waitingWorkflow('Gift card', counter.credential, PAYMENT_WAIT, {
			resource: 'giftCard',
			operation: 'createHostedPagePayment',
			amount: '15.00',
			currency: 'EUR',
			description: 'Birthday dinner',
			notify: 'thisExecution',
			options: { redirect_url: thanks },
		});
		const columns = [[START], ['Create'], ['Hand Over'], [WAIT], [LIMIT, FINAL]];
		const waiting = await WaitingExecution.begin(counter.shop, laidOut(workflow, columns));
		await waiting.isWaiting();
		const { trade_id, url } = await waiting.created();

		const page = await counter.open(String(url), PHONE);
		const enter = async (pin: string): Promise<void> => {
			await page.getByLabel('Gift card number').fill(CARD);
			await page.getByLabel('PIN').fill(pin);
			await page.getByRole('button', { name: 'Pay 15.00 EUR' }).click();
		};
		await enter(WRONG_PIN);
		expect(await page.getByRole('alert').textContent()).toContain('The PIN is wrong');
		await screenshot(page, 'n8n-gift-card-page');
		expect(counter.shop.sandbox.order(String(trade_id)).state).toBe('processing');
		await waiting.isWaiting();

		await enter(PIN);
		await page.waitForURL(thanks);
		await page.close();
		const execution = await waiting.endedFinal({ trade_id, state: 'paid', amount: '15.00' });
		expect(counter.shop.sandbox.giftCards.find(({ cardnumber }) => cardnumber === CARD)?.balance).toBe(8_500);
		for (const secret of [CARD, PIN, WRONG_PIN]) expect(JSON.stringify(execution)).not.toContain(secret);
		await picture(execution, 'n8n-gift-card');
	});
});
