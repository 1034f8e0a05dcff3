import fastify, { type FastifyInstance } from 'fastify';

import type { Control } from '../control.mts';
import type { Gateway } from '../gateway.mts';
import type { World } from '../world.mts';
import { controlRoutes } from './control.mts';
import { paymentsRoutes } from './payments.mts';

/** The web server with all its routes, not yet listening. */
export async function buildServer(_world: World, gateway: Gateway, control: () => Control): Promise<FastifyInstance> {
	const app = fastify({ logger: false, forceCloseConnections: true });
	await app.register(paymentsRoutes(gateway));
	await app.register(controlRoutes(control), { prefix: '/_sandbox' });
	return app;
}
