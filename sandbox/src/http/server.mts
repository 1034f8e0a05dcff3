import formbody from '@fastify/formbody';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Control } from '../control.mts';
import type { Gateway } from '../gateway.mts';
import { faultPages } from '../pages/faultPages.mts';
import { ledgerPages } from '../pages/ledgerPages.mts';
import { liveEvents } from '../pages/liveEvents.mts';
import { orderPages } from '../pages/orderPages.mts';
import { payPages } from '../pages/payPages.mts';
import { requestPages } from '../pages/requestPages.mts';
import { terminalPages } from '../pages/terminalPages.mts';
import type { World } from '../world.mts';
import { controlRoutes } from './control.mts';
import { sendProblem } from './problems.mts';
import { refuseOtherOrigins } from './origin.mts';
import { paymentsRoutes } from './payments.mts';

const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));
const PICO = dirname(createRequire(import.meta.url).resolve('@picocss/pico/css/pico.min.css'));

function pages(world: World, control: () => Control) {
	return async (app: FastifyInstance): Promise<void> => {
		await app.register(formbody);
		app.addHook('preValidation', refuseOtherOrigins);
		app.setErrorHandler(sendProblem);
		await app.register(fastifyStatic, { root: PICO, prefix: '/assets/pico/', decorateReply: false, index: false });
		await app.register(fastifyStatic, { root: PUBLIC, prefix: '/assets/', decorateReply: false, index: false });
		for (const group of [ledgerPages, requestPages, payPages, liveEvents]) await app.register(group(world));
		for (const group of [orderPages, terminalPages, faultPages]) await app.register(group(world, control));
	};
}

/** The web server with all its routes, not yet listening. */
export async function buildServer(world: World, gateway: Gateway, control: () => Control): Promise<FastifyInstance> {
	const app = fastify({ logger: false, forceCloseConnections: true });
	await app.register(paymentsRoutes(gateway));
	await app.register(controlRoutes(control), { prefix: '/_sandbox' });
	await app.register(pages(world, control));
	return app;
}
