import type { FastifyInstance, FastifyReply } from 'fastify';

import type { StoredRequest } from '../requests.mts';
import { hideSecretsInString } from '../secrets.mts';
import type { World } from '../world.mts';
import { sendPage } from './render.mts';
import { viewPasted, viewSignature, type SignatureView } from './signature.mts';

const MOST_ROWS = 100;

function messageOf({ answer }: StoredRequest): string {
	try {
		return (JSON.parse(answer) as { message?: string }).message ?? '';
	} catch {
		return '';
	}
}

/** What was asked and answered, and why a signature failed. */
export function requestPages(world: World) {
	return async (app: FastifyInstance): Promise<void> => {
		const show = async (
			reply: FastifyReply,
			request: StoredRequest,
			signature: SignatureView,
			pasted = '',
		): Promise<unknown> => {
			const order = request.subject !== null && world.orders.find(request.subject) ? request.subject : undefined;
			const title = `Request ${request.id}`;
			return await sendPage(reply, 'request', title, '/requests', { request, order, pasted, ...signature });
		};
		const missing = async (reply: FastifyReply): Promise<unknown> =>
			await sendPage(reply.code(404), 'missing', 'No such request', '/requests', {
				title: 'No such request',
				text: 'It may have made way for newer ones.',
			});

		app.get<{ Querystring: { refused?: string } }>('/requests', async ({ query }, reply) => {
			const refusedOnly = query.refused === '1';
			const requests = world.requests
				.latest(MOST_ROWS, refusedOnly)
				.map((request) => ({ ...request, message: messageOf(request) }));
			return await sendPage(reply, 'requests', 'Requests', '/requests', { requests, refusedOnly });
		});
		app.get<{ Params: { id: string } }>('/requests/:id', async ({ params }, reply) => {
			const request = world.requests.find(Number(params.id));
			return request ? await show(reply, request, viewSignature(request)) : await missing(reply);
		});
		app.post<{ Params: { id: string }; Body: { string?: string } }>(
			'/requests/:id',
			async ({ params, body }, reply) => {
				const request = world.requests.find(Number(params.id));
				if (!request) return await missing(reply);
				const pasted = String(body.string ?? '')
					.replace(/\r\n/g, '\n')
					.trim();
				return await show(reply, request, viewPasted(world, request, pasted), hideSecretsInString(pasted));
			},
		);
	};
}
