import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Request } from 'express';
import {
	MAX_BODY_BYTES,
	NotificationError,
	notificationItem,
	parseNotification,
	verifyNotification,
	type VerifiedNotification,
} from '../../protocol/notification';
import { canConfirm, confirmWithGateway } from './confirm';
import { isWanted } from './filters';
import { memoryOf } from './once';
import { logRefusal } from './refusalLog';
import { acknowledge, reply, wasStored } from './reply';
import { callerOf, isListed } from './sourceAddress';

/** n8n's request: the body is read on demand and kept as it came. */
type WebhookRequest = Request & { rawBody?: Buffer; readRawBody?: () => Promise<void> };

/** A call that is answered without starting the workflow. */
class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly reason: string,
		message: string,
	) {
		super(message);
	}
}

const refuse = (status: number, reason: string, message: string): Refusal => new Refusal(status, reason, message);

async function readBody(request: WebhookRequest): Promise<Buffer> {
	if (Number(request.headers['content-length']) > MAX_BODY_BYTES) throw refuse(413, 'too_large', 'the body is too large');
	try {
		if (request.rawBody === undefined) await request.readRawBody?.();
	} catch {
		throw refuse(400, 'malformed', 'the body could not be read');
	}
	return request.rawBody ?? Buffer.alloc(0);
}

async function verified(context: IWebhookFunctions): Promise<VerifiedNotification> {
	const request = context.getRequestObject() as WebhookRequest;
	const body = await readBody(request);
	try {
		const received = parseNotification(body, request.headers['content-type']);
		const { secretKey, previousSecretKey } = await context.getCredentials('yabandPayApi');
		return verifyNotification(received, {
			current: String(secretKey ?? '').trim(),
			previous: String(previousSecretKey ?? '').trim(),
		});
	} catch (error) {
		if (error instanceof NotificationError) throw refuse(error.httpStatus, error.reason, error.message);
		throw refuse(503, 'no_credential', 'the YabandPay credential could not be read');
	}
}

/** Returns the fields the gateway could not vouch for. */
async function confirmed(context: IWebhookFunctions, notification: VerifiedNotification): Promise<readonly string[]> {
	if (!canConfirm(notification)) {
		if (!notification.ambiguous) return [];
		throw refuse(400, 'ambiguous', 'its signature fits several readings, and the gateway has no record to ask about it');
	}
	let confirmation;
	try {
		confirmation = await confirmWithGateway(context, notification);
	} catch (error) {
		throw refuse(503, 'unconfirmed', `YabandPay could not be asked to confirm it: ${(error as Error).message}`);
	}
	if (!confirmation.ok) throw refuse(409, 'not_confirmed', `YabandPay's own record says otherwise: ${confirmation.message}`);
	return confirmation.unconfirmed;
}

async function start(
	context: IWebhookFunctions,
	notification: VerifiedNotification,
	options: IDataObject,
): Promise<IWebhookResponseData> {
	const mustConfirm = notification.ambiguous || options.confirm_with_gateway === true;
	const unconfirmed = mustConfirm ? await confirmed(context, notification) : [];
	const json: IDataObject = notificationItem(notification, unconfirmed);
	if (options.include_raw === true) json.raw_notification = (context.getRequestObject() as WebhookRequest).rawBody?.toString('utf8') ?? '';
	context.getResponseObject().type('text/plain');
	return { webhookResponse: 'ok', workflowData: [[{ json }]] };
}

async function startOnce(
	context: IWebhookFunctions,
	notification: VerifiedNotification,
	options: IDataObject,
): Promise<IWebhookResponseData> {
	const memory = memoryOf(context.getWorkflow().id ?? '', context.getNode().id);
	const kept = context.getWorkflowStaticData('node');
	memory.load((kept.seen ?? {}) as IDataObject);
	const response = context.getResponseObject();
	const claim = memory.claim(notification);
	if (claim.kind === 'under_way') {
		if (await claim.stored) return acknowledge(response);
		throw refuse(503, 'busy', 'an identical notification could not be stored just now');
	}
	if (claim.kind !== 'first') return acknowledge(response);
	let handedOver = false;
	try {
		const result = await start(context, notification, options);
		kept.seen = memory.save(notification);
		void wasStored(response).then(claim.settle);
		handedOver = true;
		return result;
	} finally {
		if (!handedOver) claim.settle(false);
	}
}

/**
 * Handles one call of the webhook: verify, filter, start the workflow once, acknowledge; reference section 11.
 * A refused call gets a real error status and no execution. Nothing is thrown: n8n would record a failed execution, and
 * anybody could fill the list of executions.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const response = context.getResponseObject();
	try {
		const options = context.getNodeParameter('settings', {}) as IDataObject;
		const addresses = String(options.allowed_addresses ?? '').trim();
		if (addresses !== '' && !isListed(callerOf(context.getRequestObject()), addresses)) {
			throw refuse(403, 'address', 'it came from an address that is not in "Allowed Addresses"');
		}
		const notification = await verified(context);
		const events = context.getNodeParameter('events', ['*']) as string[];
		const filters = context.getNodeParameter('filters', {}) as IDataObject;
		if (!isWanted(notification, events, filters)) return acknowledge(response);
		// While somebody tries the workflow out in the editor, every test notification has to show.
		const repeats = options.deduplicate === false || context.getMode() === 'manual';
		return await (repeats ? start : startOnce)(context, notification, options);
	} catch (error) {
		const { status, reason, message } =
			error instanceof Refusal ? error : new Refusal(503, 'internal', 'it could not be handled because of an unexpected error');
		logRefusal(context, reason, message);
		return reply(response, status, 'bad');
	}
}
