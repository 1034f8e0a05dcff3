import type { FastifyInstance, FastifyReply } from 'fastify';
import qrcode from 'qrcode';

import { Refusal } from '../codes.mts';
import { extraOf, type Order } from '../domain/order.mts';
import { UNPAID_STATES } from '../domain/states.mts';
import { pageAddress } from '../methods/payment.mts';
import { orderView } from '../views.mts';
import type { World } from '../world.mts';
import { sendCheckout } from './render.mts';

type Visit = { Params: { token: string }; Body: { decision?: string; cardnumber?: string; pincode?: string } };
type Choice = 'pay' | 'decline' | 'cancel';

const OUTCOMES: Record<string, { title: string; text: string; tone: string; sign: string }> = {
	paid: { title: 'Paid', text: 'The shop has been told.', tone: 'good', sign: '✓' },
	authorized: { title: 'Authorized', text: 'The amount is held for the shop.', tone: 'good', sign: '✓' },
	declined: { title: 'Declined', text: 'Nothing was charged.', tone: 'bad', sign: '✕' },
	failed: { title: 'Failed', text: 'Nothing was charged.', tone: 'bad', sign: '✕' },
	expired: { title: 'Expired', text: 'This payment was not made in time.', tone: 'bad', sign: '✕' },
	cancelled: { title: 'Cancelled', text: 'Nothing was charged.', tone: '', sign: '–' },
	verify: { title: 'Under review', text: 'The payment is being looked at.', tone: '', sign: '…' },
};

/** The order a page's address names, or undefined. */
function orderOf(world: World, token: string): Order | undefined {
	return world.orders.find(Buffer.from(token, 'base64').toString('utf8'));
}

async function sendOutcome(reply: FastifyReply, order: Order): Promise<unknown> {
	const outcome = OUTCOMES[order.state];
	return await sendCheckout(reply, 'outcome', outcome.title, { ...outcome, back: order.redirect_url });
}

async function sendMissing(reply: FastifyReply): Promise<unknown> {
	const text = 'The link is wrong, or the sandbox was started anew since it was made.';
	return await sendCheckout(reply.code(404), 'outcome', 'No such payment', {
		title: 'No such payment',
		text,
		tone: 'bad',
		sign: '?',
	});
}

/** After the decision the browser goes back to the shop, or stays on a page that says what came of it. */
async function leave(reply: FastifyReply, order: Order): Promise<unknown> {
	const address = order.redirect_url ?? pageAddress('', extraOf(order).page ?? 'pay', order.trade_id);
	return await reply.redirect(address, 303);
}

async function sendPay(reply: FastifyReply, order: Order): Promise<unknown> {
	const view = orderView(order);
	return await sendCheckout(reply, 'pay', `Pay ${view.amount} ${view.currency}`, {
		order: view,
		hasTip: order.tip_amount !== null,
		qr: extraOf(order).qr,
		address: pageAddress('', 'pay', order.trade_id),
	});
}

async function sendGiftCard(reply: FastifyReply, order: Order, refused: Record<string, string> = {}): Promise<unknown> {
	const view = orderView(order);
	return await sendCheckout(reply, 'giftCard', `Pay ${view.amount} ${view.currency} by gift card`, {
		order: view,
		address: pageAddress('', 'gift-card', order.trade_id),
		cardnumber: '',
		...refused,
	});
}

/** The pages a payer sees: the pay page with its QR code, and the gift card page (reference section 3). */
export function payPages(world: World) {
	return async (app: FastifyInstance): Promise<void> => {
		const isOpen = (order: Order): boolean => UNPAID_STATES.includes(order.state);
		const decide = (order: Order, choice: string | undefined): Order =>
			['pay', 'decline', 'cancel'].includes(choice ?? '')
				? world.orders.decide(order.trade_id, choice as Choice, 'on the pay page')
				: order;

		app.get<Visit>('/SelectPay/:token', async ({ params }, reply) => {
			const order = orderOf(world, params.token);
			if (!order) return await sendMissing(reply);
			return isOpen(order) ? await sendPay(reply, order) : await sendOutcome(reply, order);
		});
		app.post<Visit>('/SelectPay/:token', async ({ params, body }, reply) => {
			const order = orderOf(world, params.token);
			if (!order) return await sendMissing(reply);
			return await leave(reply, isOpen(order) ? decide(order, body.decision) : order);
		});
		app.get<Visit>('/SelectPay/:token/qr.png', async ({ params }, reply) => {
			const order = orderOf(world, params.token);
			if (!order) return await sendMissing(reply);
			const text = extraOf(order).qr_text ?? pageAddress(world.publicUrl, 'pay', order.trade_id);
			return await reply.type('image/png').send(await qrcode.toBuffer(text, { margin: 2, width: 416 }));
		});

		app.get<Visit>('/payments/callback/order/:token', async ({ params }, reply) => {
			const order = orderOf(world, params.token);
			if (!order) return await sendMissing(reply);
			return isOpen(order) ? await sendGiftCard(reply, order) : await sendOutcome(reply, order);
		});
		app.post<Visit>('/payments/callback/order/:token', async ({ params, body }, reply) => {
			const order = orderOf(world, params.token);
			if (!order) return await sendMissing(reply);
			if (!isOpen(order)) return await leave(reply, order);
			if (body.decision === 'cancel') return await leave(reply, decide(order, 'cancel'));
			const cardnumber = String(body.cardnumber ?? '').replace(/\s/g, '');
			try {
				return await leave(reply, world.giftCards.pay(order, cardnumber, String(body.pincode ?? '')));
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				const wrong = error.code === '-104222' ? 'pincode' : 'cardnumber';
				return await sendGiftCard(reply.code(422), order, {
					problem: PROBLEMS[error.code] ?? error.message,
					wrong,
					cardnumber,
				});
			}
		});
	};
}

/** The gateway's codes in a payer's words. */
const PROBLEMS: Record<string, string> = {
	'-104221': 'There is not enough money on this gift card.',
	'-104222': 'The PIN is wrong. Check it and try again.',
	'-104223': 'This is no gift card we know. Check its number and try again.',
};
