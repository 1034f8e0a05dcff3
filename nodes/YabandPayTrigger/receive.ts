import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { notificationItem, type VerifiedNotification } from '../../protocol/notification';
import { confirmedByGateway, receivedNotification, type WebhookRequest } from '../shared/received';
import { answering, refuse } from '../shared/refusal';
import { acknowledge, wasStored } from '../shared/reply';
import { isWanted } from './filters';
import { memoryOf } from './once';
import { callerOf, isListed } from './sourceAddress';

async function start(
	context: IWebhookFunctions,
	notification: VerifiedNotification,
	options: IDataObject,
): Promise<IWebhookResponseData> {
	const mustConfirm = notification.ambiguous || options.confirm_with_gateway === true;
	const unconfirmed = mustConfirm ? await confirmedByGateway(context, notification) : [];
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
 * A refused call gets a real error status and no execution.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await answering(context, async () => {
		const options = context.getNodeParameter('settings', {}) as IDataObject;
		const addresses = String(options.allowed_addresses ?? '').trim();
		if (addresses !== '' && !isListed(callerOf(context.getRequestObject()), addresses)) {
			throw refuse(403, 'address', 'it came from an address that is not in "Allowed Addresses"');
		}
		const notification = await receivedNotification(context);
		const events = context.getNodeParameter('events', ['*']) as string[];
		const filters = context.getNodeParameter('filters', {}) as IDataObject;
		if (!isWanted(notification, events, filters)) return acknowledge(context.getResponseObject());
		// While somebody tries the workflow out in the editor, every test notification has to show.
		const repeats = options.deduplicate === false || context.getMode() === 'manual';
		return await (repeats ? start : startOnce)(context, notification, options);
	});
}
