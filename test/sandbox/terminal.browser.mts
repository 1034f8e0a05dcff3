import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';

import { PHONE } from './support/browser.mts';
import { call } from './support/libraryClient.mts';
import { fresh, posSale, TERMINAL, waitingSale } from './support/samples.mts';
import { isLive, screenshot, startStage, type Stage } from './support/stage.mts';

let stage: Stage;
let page: Page;

beforeAll(async () => {
	stage = await startStage();
	page = await stage.open(`/terminal/${TERMINAL}`);
	await isLive(page);
	// Gone after a reload, so that "without reload" can be told.
	await page.evaluate(() => Object.assign(window, { untouched: true }));
});

afterAll(async () => await stage.close());

beforeEach(() => void (stage.receiver.received.length = 0));

const sale = async (extra: Record<string, unknown> = {}): Promise<string> =>
	await waitingSale(stage.sandbox, { notify_url: stage.receiver.url, order_id: '202586556498441613', ...extra });

describe('the terminal page', () => {
	it('waits, then shows a sale with its tip without a reload', async () => {
		expect(await page.getByText('Waiting for a sale').isVisible()).toBe(true);
		expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
		await sale();
		await page.getByText('12.50 EUR').waitFor();
		expect(await page.getByRole('status').textContent()).toMatch(/of which tip\s+0\.50 EUR/);
		expect(await page.evaluate(() => 'untouched' in window)).toBe(true);
		await screenshot(page, 'terminal');
	});

	it('Approve makes the sale paid and notifies', async () => {
		await page.getByRole('button', { name: 'Approve' }).click();
		await page.getByText('Waiting for a sale').waitFor();
		expect(await page.getByRole('status').textContent()).toMatch(/Last: 12\.50 EUR\s+paid/);
		const { json } = await stage.receiver.nth(1);
		expect(json.data).toMatchObject({
			state: 'paid',
			amount: '12.50',
			tip_amount: '0.50',
			order_id: '202586556498441613',
		});
	});

	it('Decline makes the next one declined; an authorisation becomes authorized', async () => {
		const declined = await sale({ order_id: fresh() });
		await page.getByText('12.50 EUR').first().waitFor();
		await page.getByRole('button', { name: 'Decline' }).click();
		await expect.poll(() => stage.sandbox.order(declined).state).toBe('declined');
		const held = await sale({ operation: '2', tip_amount: '', order_id: fresh() });
		await isLive(page);
		await page.getByText('Authorization').waitFor();
		await page.getByRole('button', { name: 'Approve' }).click();
		await expect.poll(() => stage.sandbox.order(held).state).toBe('authorized');
	});

	it('shows one sale after the other, and one that is cancelled goes away', async () => {
		const first = await sale({ amount: '1', tip_amount: '', order_id: fresh() });
		await sale({ amount: '2', tip_amount: '', order_id: fresh() });
		await isLive(page);
		await page.getByText('1 more waiting').waitFor();
		await call(stage.sandbox, TERMINAL, 'v3.POSCancel', { tid: TERMINAL, trade_id: first, request_id: fresh('r') });
		await page.getByText('2.00 EUR').waitFor();
		await page.getByRole('button', { name: 'Approve' }).click();
		await page.getByText('Waiting for a sale').waitFor();
	});

	it('Unplug refuses sales until it is plugged in again', async () => {
		await page.getByRole('button', { name: 'Unplug' }).click();
		await page.getByText('Unplugged').waitFor();
		expect(await call(stage.sandbox, TERMINAL, 'v3.POS', posSale())).toMatchObject({ status: false, code: '-1000' });
		await page.getByRole('button', { name: 'Plug in' }).click();
		await page.getByText('Waiting for a sale').waitFor();
		expect(await call(stage.sandbox, TERMINAL, 'v3.POS', posSale())).toMatchObject({ status: true });
	});

	it('works with the keyboard, on a phone', async () => {
		const phone = await stage.open(`/terminal/${TERMINAL}`, PHONE);
		await isLive(phone);
		const waiting = stage.sandbox.orders.find(({ state }) => state === 'processing');
		await phone.emulateMedia({ colorScheme: 'dark' });
		await screenshot(phone, 'terminal-phone');
		await phone.locator('#approve').press('Enter');
		// Chromium may never answer a close in the middle of a navigation, so the page has to be there first.
		await phone.getByText(/^Last:/).waitFor();
		expect(stage.sandbox.order(waiting?.trade_id ?? '').state).toBe('paid');
		await phone.close();
	});
});
