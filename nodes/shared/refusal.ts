import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { logRefusal } from './refusalLog';
import { reply } from './reply';

/** A call of a webhook that is answered with an error status and starts nothing. The message is fit for a log. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly reason: string,
		message: string,
	) {
		super(message);
		this.name = 'Refusal';
	}
}

export const refuse = (status: number, reason: string, message: string): Refusal => new Refusal(status, reason, message);

/**
 * Runs a webhook and answers refusals. Nothing is thrown: n8n would record a failed execution, and anybody could fill the
 * list of executions. The gateway repeats what was not answered with 200 `ok`.
 */
export async function answering(
	context: IWebhookFunctions,
	handle: () => Promise<IWebhookResponseData>,
): Promise<IWebhookResponseData> {
	try {
		return await handle();
	} catch (error) {
		const { status, reason, message } =
			error instanceof Refusal ? error : refuse(503, 'internal', 'it could not be handled because of an unexpected error');
		logRefusal(context, reason, message);
		return reply(context.getResponseObject(), status, 'bad');
	}
}
