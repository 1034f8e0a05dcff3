import type { FastifyInstance, FastifyReply } from 'fastify';

import { UNPAID_STATES } from '../domain/states.mts';
import type { Control } from '../control.mts';
import { orderView } from '../views.mts';
import type { World } from '../world.mts';
import { sendPage } from './render.mts';

type Press = { Params: { tid: string }; Body: { action?: string; trade_id?: string } };

/** The terminals at the counter: each waits for a sale and has its keys. */
export function terminalPages(world: World, control: () => Control) {
	return async (app: FastifyInstance): Promise<void> => {
		const exists = (tid: string): boolean => control().terminals.some((terminal) => terminal.tid === tid);
		const missing = async (reply: FastifyReply): Promise<unknown> =>
			await sendPage(reply.code(404), 'missing', 'No such terminal', '/terminals', {
				title: 'No such terminal',
				text: 'Terminals are accounts that the sandbox was started with.',
			});

		app.get(
			'/terminals',
			async (_request, reply) =>
				await sendPage(reply, 'terminals', 'Terminals', '/terminals', { terminals: control().terminals }),
		);
		app.get<Press>('/terminal/:tid', async ({ params: { tid } }, reply) => {
			if (!exists(tid)) return await missing(reply);
			const { terminals } = world;
			const [sale, last] = [terminals.waiting(tid), terminals.last(tid)];
			return await sendPage(reply, 'terminal', `Terminal ${tid}`, '/terminals', {
				tid,
				online: terminals.isOnline(tid),
				waiting: terminals.waitingCount(tid),
				last: last && orderView(last),
				sale: sale && { ...orderView(sale), hasTip: sale.tip_amount !== null },
			});
		});
		app.post<Press>('/terminal/:tid', async ({ params: { tid }, body: { action, trade_id } }, reply) => {
			if (!exists(tid)) return await missing(reply);
			if (action === 'unplug' || action === 'plug') world.terminals.setOnline(tid, action === 'plug');
			const sale = trade_id === undefined ? undefined : world.orders.find(trade_id);
			// A key pressed late, after the sale was cancelled, does nothing.
			const pressed = sale?.tid === tid && UNPAID_STATES.includes(sale.state) && world.terminals.isOnline(tid);
			if (pressed && (action === 'pay' || action === 'decline'))
				world.orders.decide(sale.trade_id, action, 'on the terminal');
			return await reply.redirect(`/terminal/${tid}`, 303);
		});
	};
}
