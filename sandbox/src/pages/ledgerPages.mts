import type { FastifyInstance } from 'fastify';

import {
	OPEN_PAYOUT_STATES,
	OPEN_REFUND_STATES,
	TRANSITIONS,
	type PayoutState,
	type RefundState,
} from '../domain/states.mts';
import { fromMinor } from '../money.mts';
import { notificationView, orderView, payoutView, refundView } from '../views.mts';
import type { World } from '../world.mts';
import { PAGE_SIZE, searchOrders, totals, type Search } from './ledger.mts';
import { sendPage } from './render.mts';
import { plainEntries } from './timeline.mts';

type Query = { Querystring: { q?: string; state?: string; page?: string } };

const REFUND_CHOICES = [
	['refunded', 'Complete'],
	['refund failed', 'Fail'],
] as const;
const PAYOUT_CHOICES = [
	['completed', 'Approve'],
	['declined', 'Decline'],
	['failed', 'Fail'],
] as const;
const MOST_ROWS = 200;

function linkTo({ q, state }: Search, page: number): string {
	return `/?${new URLSearchParams({ q, state, page: String(page) }).toString()}`;
}

/** The ledger: orders with search and totals, refunds, payouts waiting for approval. */
export function ledgerPages(world: World) {
	return async (app: FastifyInstance): Promise<void> => {
		app.get<Query>('/', async ({ query }, reply) => {
			const page = Math.max(1, Math.floor(Number(query.page)) || 1);
			const search: Search = { q: String(query.q ?? '').trim(), state: String(query.state ?? ''), page };
			const { orders, count } = searchOrders(world, search);
			const account = (kind: string): string => world.accounts.find((candidate) => candidate.kind === kind)?.user ?? '';
			return await sendPage(reply, 'orders', 'Orders', '/', {
				...search,
				orders: orders.map(orderView),
				totals: totals(world),
				states: Object.keys(TRANSITIONS),
				filtered: search.q !== '' || search.state !== '',
				count: count === 1 ? '1 order' : `${count} orders`,
				newer: page > 1 ? linkTo(search, page - 1) : undefined,
				older: page * PAGE_SIZE < count ? linkTo(search, page + 1) : undefined,
				connect: { url: world.publicUrl, uid: account('cashier'), tid: account('terminal') },
			});
		});

		app.get(
			'/refunds',
			async (_request, reply) =>
				await sendPage(reply, 'refunds', 'Refunds', '/refunds', {
					refunds: world.refunds.all().reverse().slice(0, MOST_ROWS).map(refundView),
					choices: REFUND_CHOICES,
					isOpen: ({ state }: { state: RefundState }) => OPEN_REFUND_STATES.includes(state),
				}),
		);
		app.post<{ Params: { id: string }; Body: { state: RefundState } }>(
			'/refunds/:id',
			async ({ params, body }, reply) => {
				world.refunds.decide(params.id, body.state);
				return await reply.redirect('/refunds', 303);
			},
		);

		app.get('/payouts', async (_request, reply) => {
			const { available, reserve, usable } = world.payouts.balance('EUR');
			const balance = Object.entries({ Available: available, Reserved: reserve, Usable: usable });
			return await sendPage(reply, 'payouts', 'Payouts', '/payouts', {
				payouts: world.payouts.all().reverse().slice(0, MOST_ROWS).map(payoutView),
				choices: PAYOUT_CHOICES,
				balance: balance.map(([name, minor]) => [`${name}, EUR`, fromMinor(minor, 'EUR')]),
				isOpen: ({ state }: { state: PayoutState }) => OPEN_PAYOUT_STATES.includes(state),
			});
		});
		app.get<{ Params: { id: string } }>('/payouts/:id', async ({ params: { id } }, reply) => {
			const payout = world.payouts.find(id);
			if (!payout) throw new RangeError(`No payout has the payout_id ${id}`);
			const notifications = world.notifier
				.about(id)
				.map((one) => notificationView(one, world.notifier.attempts(one.id)));
			const entries = plainEntries(world.requests.about(id), notifications);
			return await sendPage(reply, 'payout', `Payout ${payout.reference}`, '/payouts', {
				payout: payoutView(payout),
				entries,
			});
		});
		app.post<{ Params: { id: string }; Body: { state: PayoutState } }>(
			'/payouts/:id',
			async ({ params, body }, reply) => {
				world.payouts.decide(params.id, body.state);
				return await reply.redirect('/payouts', 303);
			},
		);
	};
}
