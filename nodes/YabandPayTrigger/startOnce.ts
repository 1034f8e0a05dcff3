import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { VerifiedNotification } from '../../protocol/notification';
import { refuse } from '../shared/refusal';
import { acknowledge, wasStored } from '../shared/reply';
import { nextTurn } from './handOver';
import { memoryOf, type Claim, type Once } from './once';
import { readSeen, writeSeen } from './staticData';

/** How long a copy waits for the outcome of the one before it. */
const PATIENCE_MS = 20_000;

/** Claims a notification; while another one about the same payment, refund or payout is being stored, waits for it first. */
async function claim(memory: Once, notification: VerifiedNotification): Promise<Exclude<Claim, { kind: 'under_way' }>> {
	for (;;) {
		const claimed = memory.claim(notification);
		if (claimed.kind !== 'under_way') return claimed;
		const stored = await Promise.race([claimed.stored, sleep(PATIENCE_MS)]);
		if (stored === undefined || (!stored && claimed.isCopy)) throw refuse(503, 'busy', 'one like it could not be stored just now');
	}
}

/**
 * Starts the workflow with a notification unless it was started with it before, or with a later state of the same payment,
 * refund or payout. Those are acknowledged.
 *
 * @param start makes the answer that starts the workflow
 * @throws Refusal if it cannot be told yet, or what `start` throws; then a repetition can start the workflow
 */
export async function startOnce(
	context: IWebhookFunctions,
	notification: VerifiedNotification,
	start: () => Promise<IWebhookResponseData>,
): Promise<IWebhookResponseData> {
	const workflowId = context.getWorkflow().id ?? '';
	const memory = memoryOf(workflowId, context.getNode().id);
	memory.load(readSeen(context));
	const response = context.getResponseObject();
	const claimed = await claim(memory, notification);
	if (claimed.kind !== 'first') return acknowledge(response);
	let handedOver = false;
	try {
		const result = await start();
		const endTurn = await nextTurn(workflowId);
		writeSeen(context, memory.save(notification));
		const stored = wasStored(response);
		void stored.then(claimed.settle);
		endTurn(stored);
		handedOver = true;
		return result;
	} finally {
		if (!handedOver) claimed.settle(false);
	}
}
