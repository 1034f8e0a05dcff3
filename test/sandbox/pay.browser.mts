import jsqr from 'jsqr';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { call, verifyNotification } from './support/libraryClient.mts';
import { CASHIER, openOrder, payment } from './support/samples.mts';
import { isLive, payPath, screenshot, startStage, type Stage } from './support/stage.mts';
import { PHONE } from './support/browser.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await startStage();
	stage.sandbox.clock.set('2026-03-02T10:15:00Z');
});

afterAll(async () => await stage.close());

beforeEach(() => void (stage.receiver.received.length = 0));

/** A payment whose `url` is opened, as a payer does with a link from a mail. */
async function paymentLink(extra: Record<string, unknown> = {}): Promise<{ url: string; trade_id: string }> {
	const fields = payment({
		notify_url: stage.receiver.url,
		description: 'Two tickets, row 7',
		order_id: '20260302101501',
		...extra,
	});
	const answer = await call(stage.sandbox, CASHIER, 'v3.CreatePayments', fields);
	return answer.data as { url: string; trade_id: string };
}

describe('the pay page', () => {
	it('shows what is paid; Pay sends the browser back to the shop and notifies it', async () => {
		const { url, trade_id } = await paymentLink({ redirect_url: `${stage.receiver.url}/thanks` });
		const page = await stage.open(url);
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('12.50 EUR');
		for (const text of ['Two tickets, row 7', 'Sandbox Merchant', 'Payconiq', '20260302101501']) {
			expect(await page.getByText(text, { exact: true }).isVisible()).toBe(true);
		}
		await screenshot(page, 'pay-page');
		await page.getByRole('button', { name: 'Pay 12.50 EUR' }).click();
		await page.waitForURL(`${stage.receiver.url}/thanks`);
		expect(stage.sandbox.order(trade_id)).toMatchObject({ state: 'paid', paid: '12.50' });
		await stage.sandbox.idle();
		const notified = stage.receiver.received.find(({ json }) => json !== undefined);
		expect(notified?.json.data).toMatchObject({ trade_id, state: 'paid', amount: '12.50' });
		expect(verifyNotification(notified?.json, stage.sandbox.secretKey)).toBe(true);
		await page.close();
	});

	it.each([
		['Decline', 'declined', 'Declined'],
		['Cancel', 'cancelled', 'Cancelled'],
	])('%s makes the order %s and says so', async (button, state, title) => {
		const { url, trade_id } = await paymentLink();
		const page = await stage.open(url);
		await page.getByRole('button', { name: button, exact: true }).click();
		await page.getByRole('heading', { name: title }).waitFor();
		expect(stage.sandbox.order(trade_id)).toMatchObject({ state, paid: '0.00' });
		await page.close();
	});

	it('cannot be paid twice, nor after it has expired', async () => {
		const paid = await paymentLink();
		stage.sandbox.decide(paid.trade_id, 'pay');
		const first = await stage.open(paid.url);
		expect(await first.getByRole('heading', { name: 'Paid' }).isVisible()).toBe(true);
		expect(await first.getByRole('button').count()).toBe(0);
		const late = await paymentLink({ timeout: '5' });
		const second = await stage.open(late.url);
		stage.sandbox.decide(late.trade_id, 'expire');
		await second.getByRole('heading', { name: 'Expired' }).waitFor();
		expect(stage.sandbox.order(late.trade_id).state).toBe('expired');
		await Promise.all([first.close(), second.close()]);
	});

	it('shows a QR code that a phone can read and pay; the page at the desk sees it at once', async () => {
		const trade_id = await openOrder(stage.sandbox, {
			sub_pay_method: 'WeChat Pay',
			description: 'Noodle soup',
			order_id: '20260302101502',
		});
		const desk = await stage.open(payPath(trade_id));
		await isLive(desk);
		const picture = await desk.getByRole('img', { name: 'QR code of this payment' }).evaluate(async (image) => {
			const canvas = document.createElement('canvas');
			const { naturalWidth: width, naturalHeight: height } = image as HTMLImageElement;
			Object.assign(canvas, { width, height });
			const context = canvas.getContext('2d') as CanvasRenderingContext2D;
			context.drawImage(image as HTMLImageElement, 0, 0);
			return { width, height, pixels: [...context.getImageData(0, 0, width, height).data] };
		});
		const code = jsqr.default(new Uint8ClampedArray(picture.pixels), picture.width, picture.height);
		expect(code?.data).toBe(`${stage.sandbox.url}${payPath(trade_id)}`);
		const phone = await stage.open(code?.data ?? '', PHONE);
		await phone.emulateMedia({ colorScheme: 'dark' });
		await screenshot(phone, 'pay-page-phone');
		await phone.getByRole('button', { name: /^Pay/ }).click();
		for (const page of [phone, desk]) await page.getByRole('heading', { name: 'Paid' }).waitFor();
		await Promise.all([desk.close(), phone.close()]);
	});

	it('works with the keyboard alone', async () => {
		const { url, trade_id } = await paymentLink();
		const page = await stage.open(url);
		await page.keyboard.press('Tab');
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('pay');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'Paid' }).waitFor();
		expect(stage.sandbox.order(trade_id).state).toBe('paid');
		await page.close();
	});

	it('says so when the link is wrong', async () => {
		const page = await stage.open(payPath('no-such-trade'));
		expect(await page.getByRole('heading', { name: 'No such payment' }).isVisible()).toBe(true);
		await page.close();
	});
});

describe('the gift card page', () => {
	const CARD = '6064364245787814896';

	async function giftCardLink(): Promise<{ url: string; trade_id: string }> {
		const fields = payment({
			sub_pay_method: 'Voucher',
			notify_url: stage.receiver.url,
			description: 'Birthday dinner',
			redirect_url: `${stage.receiver.url}/thanks`,
		});
		return (await call(stage.sandbox, CASHIER, 'v3.CreatePaymentsVoucher', fields)).data as {
			url: string;
			trade_id: string;
		};
	}

	it('refuses a wrong PIN and an unknown card, then takes the right ones', async () => {
		const { url, trade_id } = await giftCardLink();
		const page = await stage.open(url, PHONE);
		const [number, pin, pay] = [
			page.getByLabel('Gift card number'),
			page.getByLabel('PIN'),
			page.getByRole('button', { name: /^Pay/ }),
		];
		await number.fill(CARD);
		await pin.fill('123456');
		await pay.click();
		expect(await page.getByRole('alert').textContent()).toContain('The PIN is wrong');
		expect(await pin.getAttribute('aria-invalid')).toBe('true');
		expect(await pin.inputValue()).toBe('');
		expect(await page.content()).not.toContain('123456');
		await screenshot(page, 'gift-card-wrong-pin');
		expect(stage.sandbox.order(trade_id).state).toBe('processing');

		await number.fill('1111222233334444');
		await pin.fill('568971');
		await pay.click();
		expect(await page.getByRole('alert').textContent()).toContain('no gift card we know');
		await number.fill('6064 3642 4578 7814 896');
		await pin.fill('568971');
		await pay.click();
		await page.waitForURL(/\/thanks$/);
		expect(stage.sandbox.order(trade_id)).toMatchObject({ state: 'paid', cardnumber: '•••• 4896' });
		expect(stage.sandbox.giftCards.find(({ cardnumber }) => cardnumber === CARD)?.balance).toBe(8_750);
		await page.close();
	});

	it('never has a PIN on any page afterwards', async () => {
		const page = await stage.open('/');
		const pages = [
			'/',
			'/requests',
			...stage.sandbox.orders.map(({ trade_id }) => `/orders/${trade_id}`),
			...stage.sandbox.storedRequests().map(({ id }) => `/requests/${id}`),
		];
		for (const path of pages) {
			await page.goto(new URL(path, stage.sandbox.url).href);
			expect(await page.content()).not.toMatch(/568971|123456\D/);
		}
		await page.close();
	});

	it('can be cancelled', async () => {
		const { url, trade_id } = await giftCardLink();
		const page = await stage.open(url);
		await page.getByRole('button', { name: 'Cancel' }).click();
		await page.waitForURL(/\/thanks$/);
		expect(stage.sandbox.order(trade_id).state).toBe('cancelled');
		await page.close();
	});
});
