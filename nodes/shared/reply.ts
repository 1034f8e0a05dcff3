import type { IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { Response } from 'express';

/** How often a reply whose caller hung up is looked at until n8n has ended it: less and less often. */
const FIRST_LOOK_MS = 50;
const LAST_LOOKS_MS = 5_000;

/** How long it is looked at. n8n ends a reply late where it waits for its limit of executions to let one more start. */
const LOOK_FOR_MS = 3_600_000;

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
	// A caller that has hung up already is told by no event any more.
	if (!response.closed) {
		await new Promise<void>((resolve) => {
			response.once('finish', resolve);
			response.once('close', resolve);
		});
	}
	let pause = FIRST_LOOK_MS;
	for (let waited = 0; waited < LOOK_FOR_MS && !response.writableEnded; waited += pause) {
		pause = Math.min(pause * 2, LAST_LOOKS_MS);
		await sleep(pause);
	}
	return response.writableEnded && response.statusCode === 200;
}
