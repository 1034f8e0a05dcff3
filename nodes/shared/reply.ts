import type { IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { Response } from 'express';

/** How often, and for how long, a reply whose caller hung up is looked at until n8n has ended it. */
const LOOK_EVERY_MS = 250;
const LOOK_TIMES = 240;

/** Answers by hand and starts nothing. The gateway repeats everything that is not 200 `ok`. */
export function reply(response: Response, status: number, text: string): IWebhookResponseData {
	response.status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/** 200 `ok`: the notification needs no further attention; reference section 11. */
export const acknowledge = (response: Response): IWebhookResponseData => reply(response, 200, 'ok');

/**
 * Resolves when n8n has answered, to whether the execution was stored: n8n stores it before it answers 200, and answers
 * with an error if that failed. Also holds when the caller has hung up meanwhile.
 */
export async function wasStored(response: Response): Promise<boolean> {
	await new Promise<void>((resolve) => {
		response.once('finish', resolve);
		response.once('close', resolve);
	});
	for (let look = 0; look < LOOK_TIMES && !response.writableEnded; look++) await sleep(LOOK_EVERY_MS);
	return response.writableEnded && response.statusCode === 200;
}
