import { Eta } from 'eta';
import type { FastifyReply } from 'fastify';
import { fileURLToPath } from 'node:url';

import { netherlandsTime } from '../clock.mts';

const eta = new Eta({ views: fileURLToPath(new URL('../../views', import.meta.url)), cache: true });

const NAVIGATION = [
	['/', 'Orders'],
	['/refunds', 'Refunds'],
	['/payouts', 'Payouts'],
	['/terminals', 'Terminals'],
	['/requests', 'Requests'],
	['/faults', 'Faults'],
] as const;

const GOOD = new Set(['paid', 'authorized', 'refunded', 'completed', 'delivered', 'success', 'settled', 'sent']);
const BAD = new Set([
	'declined',
	'failed',
	'expired',
	'cancelled',
	'refund failed',
	'refund error',
	'given up',
	'withheld',
]);

function escape(text: unknown): string {
	const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
	return String(text ?? '').replace(/[&<>"']/g, (character) => entities[character]);
}

/** A state as a coloured pill; its word says the same as its colour. */
function badge(state: unknown, tone?: 'good' | 'bad'): string {
	const chosen = tone ?? (GOOD.has(String(state)) ? 'good' : BAD.has(String(state)) ? 'bad' : '');
	return `<span class="badge ${chosen}">${escape(state)}</span>`;
}

/** A moment in milliseconds, on the clocks of the Netherlands. */
function time(milliseconds: number): string {
	const { date, time: clock } = netherlandsTime(milliseconds);
	return `<time datetime="${new Date(milliseconds).toISOString()}">${date} ${clock}</time>`;
}

const helpers = { badge, time };

/** Sends a page of the dashboard. @param section which entry of the navigation it belongs to */
export async function sendPage(
	reply: FastifyReply,
	view: string,
	title: string,
	section: string,
	data: Record<string, unknown>,
): Promise<FastifyReply> {
	const body = eta.render(view, { ...helpers, ...data });
	const html = eta.render('layout', { title, section, navigation: NAVIGATION, body });
	return await reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
}

/** Sends one of the pages a payer sees. */
export async function sendCheckout(
	reply: FastifyReply,
	view: string,
	title: string,
	data: Record<string, unknown>,
): Promise<FastifyReply> {
	const body = eta.render(view, { ...helpers, ...data });
	const html = eta.render('checkout', { title, body });
	return await reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
}

export { escape };
