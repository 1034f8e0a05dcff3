import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';

import { DESK, PHONE } from './support/browser.mts';
import { call, postText, signedEnvelope } from './support/libraryClient.mts';
import {
	authorizedOrder,
	CASHIER,
	openOrder,
	paidOrder,
	payment,
	SUPER_ADMIN,
	TERMINAL,
	waitingSale,
} from './support/samples.mts';
import { payPath, startStage, type Stage } from './support/stage.mts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Violation {
	id: string;
	nodes: Array<{ html: string }>;
}

let stage: Stage;
let page: Page;
const paths: Record<string, string> = {};

/** A sandbox in which every page has something to show. */
async function fill({ sandbox, receiver }: Stage): Promise<void> {
	const to = { notify_url: receiver.url };
	const paid = await paidOrder(sandbox, to);
	const refund = { trade_id: paid, refund_amount: '1', refund_currency: 'EUR', refund_description: 'test', ...to };
	await call(sandbox, CASHIER, 'v3.CreateRefund', refund);
	const payout = { command: 'payout', amount: '5', currency: 'EUR', reference: 'Week 9', nonce_string: 'n', ...to };
	const { payout_id } = (await call(sandbox, SUPER_ADMIN, 'v3.MerchantBalance', payout)).data as { payout_id: string };
	const envelope = signedEnvelope(CASHIER, 'v3.CreatePayments', payment(), sandbox.secretKey);
	envelope.data.demo = '';
	await postText(sandbox.url, JSON.stringify(envelope));
	const open = await openOrder(sandbox, { sub_pay_method: 'WeChat Pay' });
	const voucher = (await call(sandbox, CASHIER, 'v3.CreatePaymentsVoucher', payment({ sub_pay_method: 'Voucher' })))
		.data as { url: string };
	await authorizedOrder(sandbox, to);
	await waitingSale(sandbox);
	sandbox.addFault({ kind: 'slow', user: 'nobody' });
	await sandbox.idle();
	Object.assign(paths, {
		ledger: '/',
		'no match': '/?q=nothing',
		order: `/orders/${paid}`,
		'open order': `/orders/${open}`,
		refunds: '/refunds',
		payouts: '/payouts',
		payout: `/payouts/${payout_id}`,
		requests: '/requests',
		'refused request': `/requests/${sandbox.storedRequests().find(({ code }) => code === '-403')?.id}`,
		terminals: '/terminals',
		terminal: `/terminal/${TERMINAL}`,
		faults: '/faults',
		pay: payPath(open),
		'gift card': voucher.url,
		outcome: payPath(paid),
		missing: '/orders/none',
		'wrong link': payPath('none'),
	});
}

beforeAll(async () => {
	stage = await startStage({ notificationRetryDelays: [], autoRefund: false });
	await fill(stage);
	page = await stage.open('/');
});

afterAll(async () => await stage.close());

async function violations(): Promise<string[]> {
	await page.locator('details').evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')));
	await page.addScriptTag({ path: AXE });
	const found = await page.evaluate(async () => {
		const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
		return (await axe.run()).violations;
	});
	return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

const PAGES = [
	'ledger',
	'no match',
	'order',
	'open order',
	'refunds',
	'payouts',
	'payout',
	'requests',
	'refused request',
	'terminals',
	'terminal',
	'faults',
	'pay',
	'gift card',
	'outcome',
	'missing',
	'wrong link',
];

it('knows every page', () => {
	expect(Object.keys(paths).sort()).toEqual([...PAGES].sort());
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
	it.each(PAGES)('axe finds nothing on: %s', async (name) => {
		await page.emulateMedia({ colorScheme });
		for (const size of [DESK, PHONE]) {
			await page.setViewportSize(size);
			await page.goto(new URL(paths[name], stage.sandbox.url).href);
			expect(await violations()).toEqual([]);
			const overflow = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
			);
			expect(overflow, 'the page does not scroll sideways').toBe(0);
		}
	});
});

it('axe does find a fault that is there', async () => {
	await page.goto(stage.sandbox.url);
	await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
	expect(await violations()).toEqual([expect.stringContaining('button-name')]);
});
