import type { FastifyInstance } from 'fastify';

import { Refusal } from '../codes.mts';
import type { Control } from '../control.mts';
import { extraOf, type Order } from '../domain/order.mts';
import { DECISIONS, TRANSITIONS, type Decision } from '../domain/states.mts';
import { pageAddress } from '../methods/payment.mts';
import { orderView, type OrderView } from '../views.mts';
import type { World } from '../world.mts';
import { sendPage } from './render.mts';
import { timelineEntries } from './timeline.mts';

const LABELS: Record<Decision, string> = {
	pay: 'Pay',
	authorize: 'Authorize',
	decline: 'Decline',
	fail: 'Fail',
	expire: 'Expire',
	cancel: 'Cancel',
	pend: 'Set pending',
	verify: 'Set to verify',
};

/** What can be decided about an order now, with the words for the buttons. */
export function possibleDecisions(order: Order): Array<[Decision, string]> {
	const next = TRANSITIONS[order.state];
	return (Object.keys(LABELS) as Decision[])
		.filter((decision) => {
			if (decision === 'authorize') return false;
			if (decision === 'pay' && order.intent === 'authorization') return next.includes('authorized');
			if (decision === 'cancel' && order.refunds > 0) return false;
			return next.includes(DECISIONS[decision]);
		})
		.map((decision) => [
			decision,
			decision === 'pay' && order.intent === 'authorization' ? 'Authorize' : LABELS[decision],
		]);
}

function facts(order: OrderView): Array<[string, string]> {
	const { currency, cardnumber, tid, demo, notify_url, redirect_url } = order;
	const all: Array<[string, string | null | undefined]> = [
		['Trade ID', order.trade_id],
		['Account', order.user],
		['Terminal', tid],
		['API method', order.method],
		['Payment method', order.sub_pay_method],
		['Description', order.description],
		['Gift card', cardnumber],
		['Tip', order.tip_amount === '0.00' ? null : `${order.tip_amount} ${currency}`],
		['Authorized', Number(order.authorized) > 0 ? `${order.authorized} ${currency}` : null],
		['Captured', Number(order.captured) > 0 ? `${order.captured} ${currency}` : null],
		['Refunded', order.refunds > 0 ? `${order.refunded} ${currency} in ${order.refunds}` : null],
		['Custom field', demo],
		['Notifications go to', notify_url],
		['The payer returns to', redirect_url],
	];
	return all.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

type Id = { Params: { id: string } };

/** One order with all that happened to it. */
export function orderPages(world: World, control: () => Control) {
	return async (app: FastifyInstance): Promise<void> => {
		const show = async (id: string, reply: Parameters<typeof sendPage>[0], problem?: string): Promise<unknown> => {
			const order = world.orders.get(id);
			const { page } = extraOf(order);
			const view = orderView(order);
			return await sendPage(reply, 'order', `Order ${order.order_id}`, '/', {
				order: view,
				facts: facts(view),
				decisions: possibleDecisions(order),
				problem,
				page: page && pageAddress('', page, id),
				entries: timelineEntries(control().timeline(id)),
			});
		};

		app.get<Id>('/orders/:id', async ({ params }, reply) => await show(params.id, reply));
		app.post<Id & { Body: { decision: Decision } }>('/orders/:id', async ({ params, body }, reply) => {
			try {
				world.orders.decide(params.id, body.decision, 'by hand');
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				return await show(params.id, reply.code(409), error.message);
			}
			return await reply.redirect(`/orders/${params.id}`, 303);
		});
		app.post<Id>('/notifications/:id/resend', async ({ params }, reply) => {
			await world.notifier.resend(params.id);
			const { kind, trade_id, subject } = world.notifier.find(params.id) ?? {};
			return await reply.redirect(kind === 'payout' ? `/payouts/${subject}` : `/orders/${trade_id}`, 303);
		});
	};
}
