import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';

import { call, postText, signedEnvelope } from './support/libraryClient.mts';
import { CASHIER, openOrder, paidOrder, payment, SUPER_ADMIN } from './support/samples.mts';
import { isLive, screenshot, startStage, type Stage } from './support/stage.mts';

let stage: Stage;
let page: Page;
const to = (): { notify_url: string } => ({ notify_url: stage.receiver.url });

beforeAll(async () => {
	stage = await startStage({ notificationRetryDelays: [20, 40], autoRefund: false });
	stage.sandbox.clock.set('2026-03-02T10:15:00Z');
	page = await stage.open('/');
});

afterAll(async () => await stage.close());

const rows = async (): Promise<string[]> =>
	await page.getByRole('region', { name: 'Orders' }).locator('tbody tr').allInnerTexts();
const go = async (path: string): Promise<unknown> => await page.goto(new URL(path, stage.sandbox.url).href);

describe('the ledger', () => {
	it('says how to connect while it is empty, and fills without a reload', async () => {
		expect(await page.getByText('No orders yet.').isVisible()).toBe(true);
		expect(await page.content()).not.toContain(stage.sandbox.secretKey);
		await isLive(page);
		await paidOrder(stage.sandbox, { ...to(), order_id: '20260302101501', description: 'Two tickets, row 7' });
		await page.getByRole('link', { name: '20260302101501' }).waitFor();
	});

	it('finds orders by number, description, amount and state', async () => {
		await openOrder(stage.sandbox, {
			...to(),
			order_id: '20260302101502',
			description: '100% cotton_shirt',
			amount: '49.90',
			sub_pay_method: 'iDEAL',
		});
		await paidOrder(stage.sandbox, {
			...to(),
			order_id: '20260302101503',
			description: 'Tea',
			amount: '99',
			currency: 'CNY',
			sub_pay_method: 'Alipay',
		});
		for (const [text, expected] of [
			['101502', 1],
			['100%', 1],
			['cotton_', 1],
			['49.9', 1],
			['ideal', 1],
			['nothing like it', 0],
		] as const) {
			await go('/');
			await page.getByLabel('Search').fill(text);
			await page.getByRole('button', { name: 'Search' }).click();
			expect(await rows(), text).toHaveLength(expected);
		}
		expect(await page.getByText('No order matches.').isVisible()).toBe(true);
		await go('/');
		await page.getByLabel('State').selectOption('paid');
		await page.getByRole('button', { name: 'Search' }).click();
		expect(await rows()).toHaveLength(2);
		await go('/');
	});

	it('adds up what was paid, is held and was refunded', async () => {
		const [{ trade_id }] = stage.sandbox.orders;
		await isLive(page);
		const refund = {
			trade_id,
			refund_amount: '2.5',
			refund_currency: 'EUR',
			refund_description: 'Item returned',
			...to(),
		};
		await call(stage.sandbox, CASHIER, 'v3.CreateRefund', refund);
		await page.getByText('2.50', { exact: true }).first().waitFor();
		const totals = (await page.locator('.totals').innerText()).split(/\s*\n\s*/);
		expect(totals).toEqual(
			expect.arrayContaining(['Paid, EUR', '12.50', 'Refunded, EUR', '2.50', 'Paid, CNY', '99.00']),
		);
		await screenshot(page, 'ledger');
		await page.emulateMedia({ colorScheme: 'dark' });
		await screenshot(page, 'ledger-dark');
		await page.emulateMedia({ colorScheme: 'light' });
	});

	it('completes refunds and approves payouts', async () => {
		await go('/refunds');
		await page.getByRole('button', { name: /Complete refund/ }).click();
		await page.getByText('refunded', { exact: true }).waitFor();
		const payout = {
			command: 'payout',
			amount: '100.01',
			currency: 'EUR',
			reference: 'Week 9',
			nonce_string: 'n',
			...to(),
		};
		await call(stage.sandbox, SUPER_ADMIN, 'v3.MerchantBalance', payout);
		await go('/payouts');
		await screenshot(page, 'payouts');
		await page.getByRole('button', { name: 'Approve payout Week 9' }).click();
		await page.getByText('completed', { exact: true }).waitFor();
		await page.getByRole('link', { name: 'Week 9' }).click();
		await page.getByText('Notification: payout completed').waitFor();
	});
});

describe('an order', () => {
	it("shows every attempt with the receiver's answer; Resend sends it once more", async () => {
		stage.receiver.reply = () => ({ status: 500, body: 'the shop is closed' });
		const trade_id = await paidOrder(stage.sandbox, {
			...to(),
			order_id: '20260302101504',
			description: 'Late supper',
		});
		await expect.poll(() => stage.sandbox.timeline(trade_id).notifications[0].status).toBe('given up');
		await go(`/orders/${trade_id}`);
		await page.getByText('3 attempts, last answer: 500 the shop is closed').click();
		expect(await page.getByRole('region', { name: 'Attempts' }).locator('tbody tr').count()).toBe(3);
		await screenshot(page, 'timeline');
		stage.receiver.reply = () => ({ status: 200, body: 'ok' });
		await page.getByRole('button', { name: /^Resend/ }).click();
		await page.getByText('delivered', { exact: true }).waitFor();
		expect(stage.sandbox.timeline(trade_id).notifications[0].attempts.at(-1)).toMatchObject({
			cause: 'resend',
			status: 200,
		});
	});

	it('can be decided by hand, and only as its state allows', async () => {
		const trade_id = await openOrder(stage.sandbox, to());
		await go(`/orders/${trade_id}`);
		expect(await page.getByRole('region', { name: 'Decide this order' }).getByRole('button').allInnerTexts()).toEqual([
			'Pay',
			'Decline',
			'Fail',
			'Expire',
			'Cancel',
			'Set pending',
			'Set to verify',
		]);
		await page.getByRole('button', { name: 'Pay' }).click();
		await page.getByText('by hand').waitFor();
		expect(await page.getByRole('region', { name: 'Decide this order' }).getByRole('button').allInnerTexts()).toEqual([
			'Cancel',
		]);
	});
});

describe('a request that was refused', () => {
	it('shows the mistake with both strings side by side', async () => {
		const envelope = signedEnvelope(CASHIER, 'v3.CreatePayments', payment(), stage.sandbox.secretKey);
		envelope.data.demo = '';
		await postText(stage.sandbox.url, JSON.stringify(envelope));
		await go('/requests?refused=1');
		await page.getByRole('link', { name: 'v3.CreatePayments' }).first().click();
		expect(await page.getByRole('alert').textContent()).toContain('Empty fields were sent but left out');
		expect(await page.getByRole('region', { name: 'What the gateway signs' }).locator('del').allInnerTexts()).toEqual([
			'&demo=',
		]);
		await screenshot(page, 'signature');
	});

	it('compares with a pasted string, and keeps no PIN of it', async () => {
		const data = payment({ sub_pay_method: 'Voucher', cardnumber: '6064364245787814896', pincode: '568971' });
		const envelope = signedEnvelope(
			CASHIER,
			'v3.CreatePaymentsVoucher',
			{ ...data, amount: '12.50' },
			stage.sandbox.secretKey,
		);
		await postText(stage.sandbox.url, JSON.stringify({ ...envelope, data }));
		await go('/requests?refused=1');
		await page.getByRole('link', { name: 'v3.CreatePaymentsVoucher' }).first().click();
		const flat: Record<string, unknown> = {
			...data,
			amount: '12.50',
			user: envelope.user,
			method: envelope.method,
			time: envelope.time,
		};
		const signed = Object.keys(flat)
			.sort()
			.map((key) => `${key}=${String(flat[key])}`)
			.join('&');
		await page.getByLabel('The string your program signed').fill(signed);
		await page.getByRole('button', { name: 'Compare' }).click();
		expect(await page.getByRole('alert').textContent()).toContain('This is the string that was signed');
		expect(
			await page.getByRole('region', { name: 'What was signed by the client' }).locator('ins').allInnerTexts(),
		).toEqual(['0']);
		expect(await page.content()).not.toContain('568971');
	});
});

describe('the faults page', () => {
	it('adds a fault, shows only the fields it takes, counts it, and takes it away', async () => {
		await go('/faults');
		await page.getByRole('combobox', { name: /^Fault/ }).selectOption('server_error');
		expect(await page.getByLabel('HTTP status').isVisible()).toBe(true);
		expect(await page.getByLabel('Seconds').isVisible()).toBe(false);
		await page.getByLabel('HTTP status').fill('502');
		await page.getByRole('button', { name: 'Add fault' }).click();
		await page.getByRole('button', { name: 'Remove Server error' }).waitFor();
		await isLive(page);
		await call(stage.sandbox, CASHIER, 'v3.CreatePayments', payment()).catch(() => undefined);
		const injected = page.getByRole('region', { name: 'Faults in force' }).locator('tbody td').nth(4);
		await expect.poll(async () => await injected.innerText()).toBe('1');
		await screenshot(page, 'faults');
		await page.getByRole('button', { name: 'Remove Server error' }).click();
		await page.getByText('The gateway is sound.').waitFor();
		expect(stage.sandbox.faultCounts.server_error).toBe(1);
	});

	it('says what is wrong with a fault', async () => {
		await page.getByLabel('Probability').evaluate((field) => field.removeAttribute('max'));
		await page.getByLabel('Probability').fill('2');
		await page.getByRole('button', { name: 'Add fault' }).click();
		expect(await page.getByRole('alert').textContent()).toContain('rate must be a number from 0 to 1');
	});

	it('moves the clock', async () => {
		const trade_id = await openOrder(stage.sandbox, { timeout: '30' });
		await go('/faults');
		await page.getByRole('button', { name: '+ 1 hour' }).click();
		await expect.poll(() => stage.sandbox.order(trade_id).state).toBe('expired');
	});
});
