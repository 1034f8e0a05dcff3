import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, jsonOf, type Execution } from '../../tools/n8n/executions.mts';
import { exampleWebhookUrl } from '../../tools/shop.mts';
import { readExample } from '../../tools/n8n/workflows.mts';
import { waitFor } from '../../tools/wait-for.mts';
import { CHECKOUT_KEY, exampleFiles, MANUAL_TRIGGER, Stage } from './examples/stage.mts';
import { startErp } from './waiting/erp.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open();
});

afterAll(async () => await stage?.close());

const covered = new Set<string>();

/** The tests of one or more example files. */
function example(files: string[], tests: () => void): void {
	for (const file of files) covered.add(file);
	describe(files.join(', '), tests);
}

const urlOf = async (file: string): Promise<string> => await exampleWebhookUrl(stage.shop, file);
const orderOf = (trade_id: unknown) => stage.shop.sandbox.order(trade_id as string);
const oldestFirst = (executions: Execution[]) => executions.toSorted((left, right) => Number(left.id) - Number(right.id));
const executionsOf = async (workflow: string, count: number) =>
	oldestFirst(await stage.shop.n8n.api.waitForExecutions(workflow, count));

example(['pos-sale.json', 'pos-sale-paid.json'], () => {
	test('the sale of the first starts the second', async () => {
		const paid = await stage.activate('pos-sale-paid.json');
		const trade_id = await stage.sell(await urlOf('pos-sale-paid.json'));
		const [execution] = await executionsOf(paid, 1);
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, 'Paid Sale')).toEqual([
			{
				event: 'payment.paid', trade_id, order_id: orderOf(trade_id).order_id,
				amount: '12.50', tip_amount: '0.50', currency: 'EUR', state: 'paid',
			},
		]);
	});
});

example(['payment-link-wait.json'], () => {
	test('mails a link, waits for the payment, mails the invoice', async () => {
		const waiting = await stage.run('payment-link-wait.json');
		expect(waiting.status).toBe('waiting');
		const [{ trade_id, url, amount }] = jsonOf(waiting, 'Create Payment Link');
		const [order] = jsonOf(waiting, 'Order');
		const mail = stage.mailbox.mails.at(-1);
		expect(mail?.to).toBe(order.customer_email);
		expect(mail?.body).toContain(url);

		stage.shop.sandbox.decide(trade_id as string, 'pay');
		const execution = await stage.ended(waiting.id);
		expect(execution.status).toBe('success');
		const invoice = await stage.mailbox.mailAbout(`Invoice for order ${order.order_number as string}`);
		expect(invoice.to).toBe(order.customer_email);
		expect(invoice.body).toContain(`${amount as string} EUR`);
	});
});

example(['pos-sale-wait-erp.json'], () => {
	test('books a paid sale once, under its trade_id', async () => {
		const erp = await startErp();
		try {
			const waiting = await stage.run('pos-sale-wait-erp.json', { 'Book into ERP': { url: erp.url } });
			expect(waiting.status).toBe('waiting');
			const { trade_id } = jsonOf(waiting, 'Start Sale')[0];
			expect(erp.bookings).toEqual([]);
			stage.shop.sandbox.decide(trade_id as string, 'pay');
			expect((await stage.ended(waiting.id)).status).toBe('success');
			expect(erp.bookings).toEqual([{ key: trade_id, body: expect.objectContaining({ trade_id, amount: '12.50', currency: 'EUR' }) }]);
		} finally {
			erp.close();
		}
	});
});

example(['pos-sale-to-erp.json', 'pos-sale-to-erp-missed.json'], () => {
	const rows = async (trade_id: string) =>
		await stage.erp.query('SELECT amount::text, currency, booked_by FROM sales WHERE trade_id = $1', trade_id);

	test('a paid sale is booked into the table, and one that was missed is booked once', async () => {
		stage.shop.sandbox.addFault({ kind: 'notification_never', count: 1 });
		const missed = await stage.sell(await urlOf('pos-sale-to-erp.json'), '7.10');
		const workflow = await stage.activate('pos-sale-to-erp.json');
		const sold = await stage.sell(await urlOf('pos-sale-to-erp.json'), '8.20');
		expect((await executionsOf(workflow, 1)).map(({ status }) => status)).toEqual(['success']);
		expect(await rows(sold)).toEqual([{ amount: '8.200', currency: 'EUR', booked_by: 'Paid sale to ERP' }]);
		expect(await rows(missed)).toEqual([]);

		const catchUp = await stage.import('pos-sale-to-erp-missed.json');
		for (let run = 0; run < 2; run += 1) {
			const execution = await stage.shop.n8n.api.runWorkflowToEnd(catchUp, MANUAL_TRIGGER);
			expect(errorOf(execution)).toBeUndefined();
		}
		expect(await rows(missed)).toEqual([{ amount: '7.100', currency: 'EUR', booked_by: 'Missed sales to ERP' }]);
		expect(await rows(sold)).toHaveLength(1);
		await stage.shop.n8n.api.deactivateWorkflow(workflow);
	});
});

example(['pos-sale-to-odoo.json'], () => {
	const payments = () => stage.odoo.records['account.payment'];
	let workflow: string;

	beforeAll(async () => {
		workflow = await stage.activate('pos-sale-to-odoo.json', { 'Wait a Moment': { amount: 0.2 } });
	});

	test('records a paid sale as a customer payment', async () => {
		const trade_id = await stage.sell(await urlOf('pos-sale-to-odoo.json'), '31.20');
		const executions = await executionsOf(workflow, 1);
		expect(executions.map(({ status }) => status)).toEqual(['success']);
		expect(payments()).toEqual([
			{ id: 1, payment_type: 'inbound', partner_type: 'customer', amount: 31.2, currency_id: 125, memo: trade_id },
		]);
	});

	test('looks first when an answer was lost, and tries again when Odoo was away', async () => {
		stage.odoo.fail = 1;
		stage.odoo.loseAnswers = 1;
		const trade_id = await stage.sell(await urlOf('pos-sale-to-odoo.json'), '4.00');
		const [, execution] = await executionsOf(workflow, 2);
		expect(execution.status).toBe('success');
		const runs = execution.data.resultData.runData;
		expect([runs['Record Payment'].length, runs['Wait a Moment'].length, runs['Nothing to Do'].length]).toEqual([2, 2, 1]);
		expect(payments().filter(({ memo }) => memo === trade_id)).toHaveLength(1);
	});

	test('stops with an error that names the payment when Odoo stays away', async () => {
		stage.odoo.fail = Infinity;
		const trade_id = await stage.sell(await urlOf('pos-sale-to-odoo.json'), '5.00');
		const [, , execution] = await executionsOf(workflow, 3);
		stage.odoo.fail = 0;
		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toContain(trade_id);
		expect(payments().filter(({ memo }) => memo === trade_id)).toEqual([]);
	});
});

example(['daily-reconciliation.json'], () => {
	const TRIGGER = 'Every Morning';
	const yesterdayAt = (hour: number): Date => {
		const now = new Date();
		return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - 1, hour));
	};

	/** A payment of yesterday noon, and how the ERP has it. */
	async function paidYesterday(amount: string, inErp?: { amount: string; currency?: string }): Promise<string> {
		const execution = await stage.run('pos-sale.json', { 'Start Sale': { amount } });
		const { trade_id, order_id } = jsonOf(execution, 'Start Sale')[0] as Record<string, string>;
		const { sandbox } = stage.shop;
		sandbox.changeClock({ set: yesterdayAt(12).toISOString() });
		sandbox.decide(trade_id, 'pay');
		sandbox.changeClock({ reset: true });
		if (inErp) await book(trade_id, order_id, inErp.amount, inErp.currency);
		return trade_id;
	}

	const book = async (trade_id: string, order_id: string, amount: string, currency = 'EUR', at = yesterdayAt(13)) =>
		void (await stage.erp.query(
			'INSERT INTO sales (trade_id, order_id, amount, currency, booked_at) VALUES ($1, $2, $3, $4, $5)',
			trade_id, order_id, amount, currency, at,
		));

	test('no difference, no mail', async () => {
		await paidYesterday('10.00', { amount: '10' });
		await paidYesterday('0.50', { amount: '0.5' });
		// Paid before midnight of the day before, booked a moment after it.
		await book('paid-the-day-before', '1', '3.00', 'EUR', yesterdayAt(0));
		const before = stage.mailbox.mails.length;
		const execution = await stage.run('daily-reconciliation.json', {}, TRIGGER);
		expect(errorOf(execution)).toBeUndefined();
		expect(jsonOf(execution, 'Paid Orders of Yesterday')).toHaveLength(2);
		expect(jsonOf(execution, 'Compare', 1)).toHaveLength(2);
		expect(stage.mailbox.mails).toHaveLength(before);
	});

	test('every kind of difference is in one mail', async () => {
		const missing = await paidYesterday('20.00');
		const other = await paidYesterday('30.10', { amount: '31.10' });
		await book('never-paid', '4711', '9.99');
		const execution = await stage.run('daily-reconciliation.json', {}, TRIGGER);
		expect(errorOf(execution)).toBeUndefined();
		const day = yesterdayAt(0).toISOString().slice(0, 10);
		const mail = await stage.mailbox.mailAbout(`Payments of ${day}: 3 to look at`);
		expect(mail.to).toBe('bookkeeping@example.com');
		expect(mail.body.split('\n')).toEqual([
			expect.stringMatching(new RegExp(`^Missing in the ERP: ${missing}, order \\d+, 20 EUR$`)),
			`Not the same: ${other}, amount 30.1 at YabandPay, 31.1 in the ERP`,
			'Not paid at YabandPay: never-paid, order 4711, 9.99 EUR',
		]);
	});
});

example(['refund-with-approval.json'], () => {
	let workflow: string;
	let form: string;
	let runs = 0;

	beforeAll(async () => {
		workflow = await stage.import('refund-with-approval.json');
		await stage.shop.n8n.api.activateWorkflow(workflow);
		const { nodes } = await readExample('refund-with-approval.json');
		form = `${stage.shop.n8n.url}/form/${nodes.find(({ name }) => name === 'Refund Request')?.webhookId}`;
		await waitFor('the form', async () => (await fetch(form)).ok);
	});

	/** Fills in the form as a browser does. @returns the execution, waiting for approval or ended */
	async function request(trade_id: string, amount: string): Promise<Execution> {
		const body = new FormData();
		const values = [trade_id, amount, 'Item returned', 'clerk@example.com'];
		values.forEach((value, index) => body.set(`field-${index}`, value));
		expect((await fetch(form, { method: 'POST', body })).status).toBe(200);
		runs += 1;
		const executions = await executionsOf(workflow, runs);
		return executions[runs - 1];
	}

	/** Presses a button of the latest mail to the supervisor. */
	async function press(label: string): Promise<void> {
		const mail = stage.mailbox.mails.findLast(({ to }) => to === 'supervisor@example.com');
		const links = [...(mail?.body ?? '').matchAll(/<a[^>]+href="([^"]+)"[^>]*>([^<]*)</g)];
		const link = links.find(([, , text]) => text.trim() === label)?.[1];
		if (!link) throw new Error(`The mail has no button "${label}"`);
		const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x64) Firefox/140.0' };
		expect((await fetch(link.replaceAll('&amp;', '&'), { headers })).status).toBe(200);
	}

	const refundsOf = (trade_id: string) => stage.shop.sandbox.refunds.filter((refund) => refund.trade_id === trade_id);

	test('approved: the money goes back once, and the clerk is told', async () => {
		const trade_id = await stage.sell(await urlOf('pos-sale-paid.json'), '40.00');
		const waiting = await request(trade_id, '15.00');
		expect(waiting.status).toBe('waiting');
		expect(refundsOf(trade_id)).toEqual([]);
		expect(await stage.mailbox.mailAbout('Refund 15.00 EUR?')).toMatchObject({ to: 'supervisor@example.com' });

		await press('Refund');
		const execution = await stage.ended(waiting.id);
		expect(errorOf(execution)).toBeUndefined();
		expect(refundsOf(trade_id)).toEqual([expect.objectContaining({ amount: '15.00', state: 'refunded' })]);
		expect(await stage.mailbox.mailAbout('Refund of 15.00 EUR: refunded')).toMatchObject({ to: 'clerk@example.com' });
	});

	test('declined: nothing moves, and the clerk is told', async () => {
		const trade_id = await stage.sell(await urlOf('pos-sale-paid.json'), '41.00');
		const waiting = await request(trade_id, '41.00');
		await press('Do not refund');
		expect((await stage.ended(waiting.id)).status).toBe('success');
		expect(refundsOf(trade_id)).toEqual([]);
		expect(await stage.mailbox.mailAbout('Refund of 41.00 EUR was not approved')).toMatchObject({ to: 'clerk@example.com' });
	});

	test('more than was paid is refused before it is sent, whoever approves it', async () => {
		const trade_id = await stage.sell(await urlOf('pos-sale-paid.json'), '42.00');
		const waiting = await request(trade_id, '420.00');
		await press('Refund');
		expect(errorOf(await stage.ended(waiting.id))?.message).toContain('above the maximum of 42.00 EUR');
		expect(refundsOf(trade_id)).toEqual([]);
	});
});

example(['pre-authorization.json'], () => {
	/** Starts it and has the guest's card answer. */
	async function authorize(decision: 'authorize' | 'decline', changes = {}): Promise<{ execution: Execution; trade_id: string }> {
		const waiting = await stage.run('pre-authorization.json', changes);
		expect(waiting.status).toBe('waiting');
		const trade_id = jsonOf(waiting, 'Authorize on Terminal')[0].trade_id as string;
		stage.shop.sandbox.decide(trade_id, decision);
		return { execution: await stage.ended(waiting.id), trade_id };
	}

	const asked = (trade_id: string) =>
		stage.shop.sandbox.requests.map(({ body }) => body).filter((body) => body?.data?.trade_id === trade_id && body?.data?.amount);

	test('authorized: releases the rest, then captures the bill', async () => {
		const { execution, trade_id } = await authorize('authorize');
		expect(errorOf(execution)).toBeUndefined();
		expect(asked(trade_id).map((body) => [body?.method, body?.data?.amount])).toEqual([['v3.PreauthDecrement', '50.00'], ['v3.Capture', '150.00']]);
		expect(orderOf(trade_id)).toMatchObject({ state: 'paid', captured: '150.00' });
		expect(jsonOf(execution, 'Get Payment')).toEqual([expect.objectContaining({ trade_id, state: 'paid', amount: '150.00' })]);
	});

	test('the bill takes the whole deposit: nothing to release', async () => {
		const assignments = { assignments: [{ id: 'f1', name: 'total', type: 'string', value: '200.00' }] };
		const { execution, trade_id } = await authorize('authorize', { Bill: { assignments } });
		expect(errorOf(execution)).toBeUndefined();
		expect(asked(trade_id).map((body) => body?.method)).toEqual(['v3.Capture']);
		expect(orderOf(trade_id)).toMatchObject({ state: 'paid', captured: '200.00' });
	});

	test('declined: nothing is captured', async () => {
		const { execution, trade_id } = await authorize('decline');
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, 'Not Authorized')).toEqual([{ message: 'No deposit for Room 12: declined' }]);
		expect(asked(trade_id)).toEqual([]);
	});
});

example(['gift-card.json'], () => {
	const CARD = { cardnumber: '6064364245787000017', pincode: '739154' };
	const POOR_CARD = { cardnumber: '6064364245787000025', pincode: '284617' };
	let url: string;
	let workflow: string;

	beforeAll(async () => {
		stage.shop.sandbox.addGiftCard({ ...CARD, balance: '60.00' });
		stage.shop.sandbox.addGiftCard({ ...POOR_CARD, balance: '0.50' });
		url = stage.shop.n8n.webhookUrl('gift-card-checkout');
		workflow = await stage.import('gift-card.json', { 'Wait Two Seconds': { amount: 0.2 }, 'Wait Five Seconds': { amount: 1 } });
		await stage.shop.n8n.api.activateWorkflow(workflow, url);
	});

	async function checkOut(order_id: string, card: typeof CARD, key = CHECKOUT_KEY.value): Promise<{ status: number; body: unknown }> {
		const order = { order_id, amount: '25.00', description: `Order ${order_id}`, ...card };
		const headers = { 'content-type': 'application/json', [CHECKOUT_KEY.name]: key };
		const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(order) });
		const text = await response.text();
		return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
	}

	const base64 = (text: string) => Buffer.from(text).toString('base64');

	const ordersOf = (order_id: string) => stage.shop.sandbox.orders.filter((order) => order.order_id === order_id);

	test('enough money on the card: paid', async () => {
		const { status, body } = await checkOut('GC-1', CARD);
		const [order, ...others] = ordersOf('GC-1');
		expect({ status, body }).toEqual({ status: 200, body: { paid: true, trade_id: order.trade_id, amount: '25.00', currency: 'EUR' } });
		expect(order.state).toBe('paid');
		expect(others).toEqual([]);
	});

	test('not enough: a link to pay in another way, and the card stays as it is', async () => {
		const { status, body } = await checkOut('GC-2', POOR_CARD);
		const [link] = ordersOf('GC-2-link');
		expect({ status, body }).toEqual({ status: 200, body: { paid: false, reason: 'not_enough', url: expect.stringContaining(base64(link.trade_id)) } });
		expect(ordersOf('GC-2')).toEqual([]);
	});

	test('the answer gets lost: the charge is looked up, not repeated', async () => {
		stage.shop.sandbox.addFault({ kind: 'lost_answer', method: 'v3.CreatePaymentsVoucher', count: 1 });
		const { status, body } = await checkOut('GC-3', CARD);
		expect(ordersOf('GC-3')).toHaveLength(1);
		expect({ status, body }).toEqual({ status: 200, body: { paid: true, trade_id: ordersOf('GC-3')[0].trade_id } });
	});

	test('a wrong PIN is refused, and so is a caller without the key', async () => {
		expect(await checkOut('GC-4', { ...CARD, pincode: '000000' })).toEqual({
			status: 402,
			body: { paid: false, reason: 'refused', message: expect.any(String) },
		});
		expect((await checkOut('GC-5', CARD, 'guessed')).status).toBe(403);
		expect([...ordersOf('GC-4'), ...ordersOf('GC-5')]).toEqual([]);
	});

	test('n8n keeps neither card number nor PIN', async () => {
		const { api, log } = stage.shop.n8n;
		expect(await api.getExecutions(workflow)).toEqual([]);
		const kept = JSON.stringify(await api.request('GET', '/api/v1/executions?includeData=true&limit=250'));
		expect(kept).toContain('trade_id');
		for (const secret of Object.values(CARD)) {
			expect(kept).not.toContain(secret);
			expect(log).not.toContain(secret);
		}
	});
});

test('every example has a case here', async () => {
	expect([...covered].toSorted()).toEqual(await exampleFiles());
});
