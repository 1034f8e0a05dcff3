import type { FastifyInstance } from 'fastify';

import { Refusal } from '../codes.mts';
import type { Decision, PayoutState, RefundState } from '../domain/states.mts';
import type { FaultOption } from '../faults/faults.mts';
import type { Control } from '../control.mts';
import { refuseOtherOrigins } from './origin.mts';

type Id = { Params: { id: string } };

/** The control API: the same things a test does in the process, over HTTP, as JSON under `/_sandbox`. */
export function controlRoutes(current: () => Control) {
	return async (app: FastifyInstance): Promise<void> => {
		app.addHook('preValidation', refuseOtherOrigins);
		app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
			const wrongInput = error instanceof Refusal || error instanceof RangeError;
			const status = wrongInput ? 400 : (error.statusCode ?? 500);
			return await reply.code(status).send({ error: error.message });
		});

		app.get('/', async () => current().summary());
		app.get('/orders', async () => current().orders);
		app.get<Id>('/orders/:id', async ({ params }) => current().timeline(params.id));
		app.post<Id & { Body: { decision: Decision } }>('/orders/:id/decide', async ({ params, body }) =>
			current().decide(params.id, body.decision),
		);

		app.get('/refunds', async () => current().refunds);
		app.post<Id & { Body: { state: RefundState } }>('/refunds/:id/decide', async ({ params, body }) =>
			current().decideRefund(params.id, body.state),
		);
		app.get('/payouts', async () => current().payouts);
		app.post<Id & { Body: { state: PayoutState } }>('/payouts/:id/decide', async ({ params, body }) =>
			current().decidePayout(params.id, body.state),
		);

		app.get('/requests', async () => current().storedRequests());
		app.get('/notifications', async () => current().notifications);
		app.post<Id>('/notifications/:id/resend', async ({ params }) => await current().resend(params.id));
		app.post(
			'/idle',
			async () =>
				await current()
					.idle()
					.then(() => ({ idle: true })),
		);

		app.get('/clock', async () => current().clockState());
		app.post<{ Body: { move?: number; set?: string | number; reset?: boolean } }>('/clock', async ({ body }) =>
			current().changeClock(body),
		);

		app.get('/faults', async () => ({ faults: current().faults, injected: current().faultCounts }));
		app.post<{ Body: FaultOption }>('/faults', async ({ body }) => current().addFault(body));
		app.delete('/faults', async () => current().clearFaults());
		app.delete<Id>('/faults/:id', async ({ params }) => ({ removed: current().removeFault(params.id) }));

		app.get('/gift-cards', async () => current().giftCards);
		app.post<{ Body: { cardnumber: string; pincode: string; balance: string; currency?: string } }>(
			'/gift-cards',
			async ({ body }) => current().addGiftCard(body),
		);
		app.get('/terminals', async () => current().terminals);
		app.post<Id & { Body: { online: boolean } }>('/terminals/:id', async ({ params, body }) =>
			current().setTerminal(params.id, body.online),
		);

		app.post('/reset', async () => current().reset());
	};
}
