import type { FastifyInstance } from 'fastify';

import type { World } from '../world.mts';

/** However much happens, a page is told so at most this often (milliseconds). */
const PACE = 150;

/** Server-sent events: open pages hear that something of their topics changed, and read themselves again. */
export function liveEvents(world: World) {
	return async (app: FastifyInstance): Promise<void> => {
		app.get<{ Querystring: { topics?: string } }>('/_sandbox/events', (request, reply) => {
			const topics = new Set(String(request.query.topics ?? '').split(','));
			reply.hijack();
			const { raw } = reply;
			raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
			raw.write(': connected\n\n');
			let planned: NodeJS.Timeout | undefined;
			const stop = world.bus.listen(({ topic }) => {
				if (!topics.has(topic)) return;
				planned ??= setTimeout(() => {
					planned = undefined;
					raw.write(`data: ${topic}\n\n`);
				}, PACE);
			});
			request.raw.socket.once('close', () => {
				clearTimeout(planned);
				stop();
			});
		});
	};
}
