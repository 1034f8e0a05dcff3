import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { notificationItem, type VerifiedNotification } from '../../../protocol/notification';
import type { Subject } from '../catalogue/types';
import { receivedNotification } from '../../shared/received';
import { answering, refuse } from '../../shared/refusal';
import { acknowledge } from '../../shared/reply';
import { readSecretKeys } from '../../shared/secretKeys';
import { readAccount } from '../requests/account';
import { readExpected, type Expected } from './expected';
import { endsWait, finalItem, queryRecord } from './subject';

/** The record that decides: the gateway's own, or the notification itself where the gateway keeps none to ask for. */
async function decisiveRecord(
	context: IWebhookFunctions,
	subject: Subject,
	notification: VerifiedNotification,
	{ endStates }: Expected,
): Promise<IDataObject> {
	if (subject.query === undefined) {
		if (notification.ambiguous) throw refuse(400, 'ambiguous', 'its signature fits several readings, and the gateway has no record to ask about it');
		return notificationItem(notification);
	}
	const record = await queryRecord(context, await readAccount(context), subject, notification.id).catch((error: unknown) => {
		throw refuse(503, 'unconfirmed', `YabandPay could not be asked to confirm it: ${(error as Error).message}`);
	});
	if (record !== undefined && endsWait(record.state, subject, endStates)) return record;
	throw refuse(409, 'not_confirmed', "YabandPay's own record has no final state yet");
}

/**
 * Handles a call of the resume URL. Continues the execution only on a notification that is signed by the gateway, about what is
 * waited for, and final; the gateway's own record then becomes the item. n8n's token in the URL is checked by n8n and is not
 * enough. Everything else is answered and leaves the execution waiting.
 */
export async function resumeWaiting(context: IWebhookFunctions, subject: Subject | undefined): Promise<IWebhookResponseData> {
	return await answering(context, async () => {
		const notification = await receivedNotification(context, readSecretKeys);
		const expected = readExpected(context);
		if (subject === undefined || expected === undefined) throw refuse(409, 'not_waiting', 'the execution does not wait for a payment');
		if (notification.kind !== subject.kind || notification.id !== expected.id) {
			throw refuse(409, 'other_subject', 'it is about another payment than the one this execution waits for');
		}
		if (!endsWait(notification.state, subject, expected.endStates)) return acknowledge(context.getResponseObject());
		const record = await decisiveRecord(context, subject, notification, expected);
		// Of an ambiguous notification nothing is used, not even to doubt the record.
		const notified = notification.ambiguous ? {} : { ...notification.fields };
		context.getResponseObject().type('text/plain');
		return {
			webhookResponse: 'ok',
			workflowData: [[], [{ json: finalItem(record, subject, expected, notified), pairedItem: { item: 0 } }]],
		};
	});
}
