import type { IWebhookFunctions } from 'n8n-workflow';
import type { Request } from 'express';
import {
	MAX_BODY_BYTES,
	NotificationError,
	parseNotification,
	verifyNotification,
	type VerifiedNotification,
} from '../../protocol/notification';
import type { SecretKeys } from '../../protocol/signature';
import { canConfirm, confirmWithGateway } from './confirm';
import { refuse } from './refusal';

/** n8n's request: the body is read on demand and kept as it came. */
export type WebhookRequest = Request & { rawBody?: Buffer; readRawBody?: () => Promise<void> };

async function readBody(request: WebhookRequest): Promise<Buffer> {
	if (Number(request.headers['content-length']) > MAX_BODY_BYTES) throw refuse(413, 'too_large', 'the body is too large');
	try {
		if (request.rawBody === undefined) await request.readRawBody?.();
	} catch (error) {
		// n8n has a limit of its own, which a body without Content-Length or a compressed one can reach.
		if ((error as { statusCode?: number }).statusCode === 413) throw refuse(413, 'too_large', 'the body is too large');
		throw refuse(400, 'malformed', 'the body could not be read');
	}
	return request.rawBody ?? Buffer.alloc(0);
}

/** Runs a step of verification; what a notification is refused for becomes the status to answer. */
function refusing<T>(verify: () => T): T {
	try {
		return verify();
	} catch (error) {
		throw error instanceof NotificationError ? refuse(error.httpStatus, error.reason, error.message) : error;
	}
}

/**
 * Reads and verifies the notification a webhook was called with, over the bytes as they came.
 *
 * @param secretKeys called only if the body has the form of a notification
 * @throws Refusal with the status to answer
 */
export async function receivedNotification(
	context: IWebhookFunctions,
	secretKeys: (context: IWebhookFunctions) => Promise<SecretKeys>,
): Promise<VerifiedNotification> {
	const request = context.getRequestObject() as WebhookRequest;
	const body = await readBody(request);
	const received = refusing(() => parseNotification(body, request.headers['content-type']));
	const keys = await secretKeys(context);
	return refusing(() => verifyNotification(received, keys));
}

/**
 * Has the gateway confirm a notification.
 *
 * @returns the fields the gateway could not vouch for
 * @throws Refusal if the gateway's record differs, cannot be had, or does not exist for an ambiguous notification
 */
export async function confirmedByGateway(
	context: IWebhookFunctions,
	notification: VerifiedNotification,
): Promise<readonly string[]> {
	if (!canConfirm(notification)) {
		if (!notification.ambiguous) return [];
		throw refuse(400, 'ambiguous', 'its signature fits several readings, and the gateway has no record to ask about it');
	}
	const confirmation = await confirmWithGateway(context, notification).catch((error: unknown) => {
		throw refuse(503, 'unconfirmed', `YabandPay could not be asked to confirm it: ${(error as Error).message}`);
	});
	if (!confirmation.ok) throw refuse(409, 'not_confirmed', `YabandPay's own record says otherwise: ${confirmation.message}`);
	return confirmation.unconfirmed;
}
