import type { FastifyReply, FastifyRequest } from 'fastify';

import { Refusal } from '../codes.mts';
import { sendPage } from '../pages/render.mts';

/** A page that says what is wrong, with the fitting status. */
export async function sendProblem(
	error: Error & { statusCode?: number },
	_request: FastifyRequest,
	reply: FastifyReply,
): Promise<unknown> {
	if (error instanceof Refusal && error.code === '-4024') {
		const text = 'It may have been made before the sandbox was reset.';
		return await sendPage(reply.code(404), 'missing', 'No such order', '/', { title: 'No such order', text });
	}
	const wrongInput = error instanceof Refusal || error instanceof RangeError;
	const status = wrongInput ? 409 : (error.statusCode ?? 500);
	return await sendPage(reply.code(status), 'missing', 'That did not work', '/', {
		title: 'That did not work',
		text: error.message,
	});
}
