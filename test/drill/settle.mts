import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../tools/wait-for.mts';
import { audit } from './audit.mts';
import { orderPrefix, type Sale } from './plan.mts';
import type { Site } from './site.mts';

/** The longest gap between two attempts of a notification. */
const LONGEST_GAP_MS = 60_000;
const LOOK_EVERY_MS = 500;
/** n8n shows an execution that died with its process as running for a long time. */
const GIVE_UP_MS = 45_000;

/** After a restart of its database n8n answers 503 for some seconds. */
const COME_BACK_MS = 60_000;

async function runningExecutions({ n8n }: Site): Promise<number> {
	const { data } = await n8n.api.request<{ data: unknown[] }>('GET', '/api/v1/executions?status=running&limit=250');
	return data.length;
}

/**
 * Waits until nothing happens any more: every notification is delivered or given up, which the gateway's clock is moved on
 * for, and n8n runs no execution; or, after a while, until the books balance.
 */
export async function settle(site: Site, sales: readonly Sale[], table: string): Promise<void> {
	const { sandbox, erp } = site;
	const isBack = async () => await runningExecutions(site).then(() => true, () => false);
	await waitFor('n8n to answer again', isBack, { timeoutMs: COME_BACK_MS });
	const deadline = Date.now() + GIVE_UP_MS;
	const prefix = orderPrefix(sales);
	for (;;) {
		await sleep(LOOK_EVERY_MS);
		sandbox.changeClock({ move: LONGEST_GAP_MS });
		await sandbox.idle();
		const isDelivered = sandbox.notifications.every(({ status }) => status !== 'waiting');
		if (isDelivered && (await runningExecutions(site)) === 0) break;
		const { missing } = audit(sales, sandbox.orders, await erp.bookings(prefix, table));
		if (isDelivered && missing.length === 0) break;
		if (Date.now() > deadline) break;
	}
	sandbox.changeClock({ reset: true });
	await sleep(LOOK_EVERY_MS);
}
