import type { FastifyInstance, FastifyReply } from 'fastify';

import type { Control } from '../control.mts';
import type { FaultOption } from '../faults/faults.mts';
import { FAULT_KINDS, FAULT_KIND_NAMES, type FaultKind, type FaultKindDefinition } from '../faults/kinds.mts';
import type { World } from '../world.mts';
import { sendPage } from './render.mts';

const MINUTE = 60_000;
const MOVES = [
	[MINUTE, '+ 1 minute'],
	[60 * MINUTE, '+ 1 hour'],
	[1440 * MINUTE, '+ 1 day'],
	[30 * 1440 * MINUTE, '+ 30 days'],
] as const;

function optionFrom(form: Record<string, string>): FaultOption {
	const number = (name: string): number | undefined => (form[name] ? Number(form[name]) : undefined);
	return {
		kind: form.kind as FaultKind,
		user: form.user || undefined,
		count: number('count'),
		rate: number('rate'),
		seed: number('seed'),
		seconds: number('seconds'),
		status: number('status'),
		times: number('times'),
	};
}

/** Which kinds take a number, for showing its field only then. */
function takers(name: 'seconds' | 'status' | 'times'): string {
	return FAULT_KIND_NAMES.filter((kind) => (FAULT_KINDS[kind] as FaultKindDefinition).takes.includes(name)).join(' ');
}

function counted(number: number, unit: string): string {
	return number === 0 ? '' : `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** How far the clock is from real time, in words; empty when it is right. */
function describeOffset(offset: number): string {
	const minutes = Math.round(Math.abs(offset) / MINUTE);
	const units = [
		[Math.floor(minutes / 1440), 'day'],
		[Math.floor(minutes / 60) % 24, 'hour'],
		[minutes % 60, 'minute'],
	] as const;
	const words = units
		.map(([number, unit]) => counted(number, unit))
		.filter((word) => word !== '')
		.join(', ');
	return words === '' ? '' : `${words} ${offset > 0 ? 'ahead of' : 'behind'} real time`;
}

/** Faults on request, and the clock. */
export function faultPages(world: World, control: () => Control) {
	return async (app: FastifyInstance): Promise<void> => {
		const show = async (reply: FastifyReply, messages: { problem?: string; done?: string } = {}): Promise<unknown> => {
			const counts = control().faultCounts;
			return await sendPage(reply, 'faults', 'Faults', '/faults', {
				...messages,
				accounts: world.accounts,
				kinds: FAULT_KIND_NAMES.map((name) => ({ name, ...FAULT_KINDS[name], injected: counts[name] })),
				faults: control().faults.map((fault) => ({ ...fault, title: FAULT_KINDS[fault.kind].title })),
				takers: { seconds: takers('seconds'), status: takers('status'), times: takers('times') },
				moves: MOVES,
				now: world.clock.now(),
				moved: describeOffset(world.clock.offset),
			});
		};

		app.get('/faults', async (_request, reply) => await show(reply));
		app.post<{ Body: Record<string, string> }>('/faults', async ({ body }, reply) => {
			try {
				const { kind, seconds } = control().addFault(optionFrom(body));
				if (kind === 'refuse') return await show(reply, { done: `Connections are refused for ${seconds} seconds.` });
				return await reply.redirect('/faults', 303);
			} catch (error) {
				if (!(error instanceof RangeError)) throw error;
				return await show(reply.code(422), { problem: error.message });
			}
		});
		app.post<{ Params: { id: string } }>('/faults/:id/remove', async ({ params }, reply) => {
			control().removeFault(params.id);
			return await reply.redirect('/faults', 303);
		});
		app.post('/faults/clear', async (_request, reply) => {
			control().clearFaults();
			return await reply.redirect('/faults', 303);
		});
		app.post<{ Body: { move?: string; reset?: string } }>('/clock', async ({ body }, reply) => {
			control().changeClock({ move: body.move ? Number(body.move) : undefined, reset: body.reset !== undefined });
			return await reply.redirect('/faults', 303);
		});
	};
}
