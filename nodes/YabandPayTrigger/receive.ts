import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { notificationItem, type VerifiedNotification } from '../../protocol/notification';
import { confirmedByGateway, receivedNotification, type WebhookRequest } from '../shared/received';
import { answering, refuse } from '../shared/refusal';
import { acknowledge } from '../shared/reply';
import { sharedSecretKeys } from '../shared/secretKeys';
import { isWanted } from './filters';
import { callerOf, isListed } from './sourceAddress';
import { startOnce } from './startOnce';

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
		const notification = await receivedNotification(context, sharedSecretKeys);
		const events = context.getNodeParameter('events', ['*']) as string[];
		const filters = context.getNodeParameter('filters', {}) as IDataObject;
		if (!isWanted(notification, events, filters)) return acknowledge(context.getResponseObject());
		// While somebody tries the workflow out in the editor, every test notification has to show.
		const repeats = options.deduplicate === false || context.getMode() === 'manual';
		const startNow = async () => await start(context, notification, options);
		return repeats ? await startNow() : await startOnce(context, notification, startNow);
	});
}
