import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Answer, Gateway } from '../gateway.mts';

const MAINTENANCE_PAGE =
	'<!doctype html><html><head><title>503</title></head><body><h1>We will be right back</h1></body></html>';

/** Writes the beginning of an answer by hand, then resets the connection. */
function resetInTheMiddle(request: FastifyRequest, reply: FastifyReply): void {
	reply.hijack();
	const { socket } = request.raw;
	socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 512\r\n\r\n{"status":tr', () => {
		// A reset throws away what the kernel has not sent yet, so give it a moment.
		setTimeout(() => socket.resetAndDestroy(), 20);
	});
}

async function send(answer: Answer, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
	const { fault } = answer;
	switch (fault?.kind) {
		case 'reset':
			return resetInTheMiddle(request, reply);
		case 'lost_answer':
			reply.hijack();
			return request.raw.socket.destroy();
		case 'server_error':
			return await reply.code(fault.status).type('text/plain').send('');
		case 'html':
			return await reply.type('text/html; charset=utf-8').send(MAINTENANCE_PAGE);
		case 'cut_json':
			return await reply.type(answer.contentType).send(answer.body.slice(0, Math.ceil(answer.body.length / 2)));
		case 'slow':
			await sleep(fault.seconds * 1000);
			break;
	}
	return await reply.type(answer.contentType).send(answer.body);
}

/** The gateway's address. The body is read as text whatever its Content-Type says (reference section 1). */
export function paymentsRoutes(gateway: Gateway) {
	return async (app: FastifyInstance): Promise<void> => {
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
		app.post('/Payments', async (request, reply) => {
			const answer = await gateway.handle(typeof request.body === 'string' ? request.body : '');
			return await send(answer, request, reply);
		});
	};
}
