import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * A form may only come from the sandbox's own pages: otherwise any web page open in the same browser could press the buttons
 * of a sandbox on this machine.
 */
export async function refuseOtherOrigins(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
	const { origin } = request.headers;
	if (request.method === 'GET' || origin === undefined) return undefined;
	const isOwn = URL.canParse(origin) && new URL(origin).host === request.headers.host;
	return isOwn ? undefined : await reply.code(403).type('text/plain').send('This form did not come from the sandbox.');
}
