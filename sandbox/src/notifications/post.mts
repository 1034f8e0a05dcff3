import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** What a receiver said, or why nothing was heard. */
export interface Reply {
	status: number | null;
	answer: string;
	error: string | null;
}

const LONGEST_ANSWER = 4_096;

export interface Post {
	url: string;
	contentType: string;
	body: string;
	/** Milliseconds for the whole exchange. */
	timeout: number;
	/** Local address to send from. */
	source?: string;
	/** Ends the exchange early, because the sandbox stops. */
	stop: AbortSignal;
}

/** Sends a body and reads the answer, up to 4 KiB of it. Follows no redirect and never rejects. */
export async function post({ url, contentType, body, timeout, source, stop }: Post): Promise<Reply> {
	return await new Promise((resolve) => {
		const failed = (error: Error): void => resolve({ status: null, answer: '', error: error.message || String(error) });
		let target: URL;
		try {
			target = new URL(url);
		} catch (error) {
			failed(error as Error);
			return;
		}
		const send = target.protocol === 'https:' ? requestHttps : requestHttp;
		const headers = {
			'content-type': contentType,
			'content-length': Buffer.byteLength(body),
			'user-agent': 'yabandpay-sandbox',
		};
		const late = AbortSignal.timeout(timeout);
		const signal = AbortSignal.any([late, stop]);
		try {
			const request = send(target, { method: 'POST', headers, localAddress: source, signal }, (response) => {
				let answer = '';
				response.setEncoding('utf8');
				response.on('data', (chunk: string) => {
					if (answer.length < LONGEST_ANSWER) answer += chunk.slice(0, LONGEST_ANSWER - answer.length);
				});
				response.on('end', () => resolve({ status: response.statusCode ?? null, answer, error: null }));
				response.on('error', failed);
			});
			request.on('error', (error) => failed(late.aborted ? new Error(`No answer within ${timeout} ms`) : error));
			request.end(body);
		} catch (error) {
			failed(error as Error);
		}
	});
}

/** Whether a reply means that the notification has arrived: HTTP 200 and the word `ok` (reference section 11). */
export function isAccepted(reply: Reply): boolean {
	return reply.status === 200 && reply.answer.trim().toLowerCase() === 'ok';
}
