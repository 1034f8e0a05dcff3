import type { FaultOption } from '../../sandbox/src/sandbox.mts';
import type { Mode } from './options.mts';
import type { Site } from './site.mts';
import { REQUEST_TIMEOUT_SECONDS } from './workflows.mts';

/** Something that happens once, at a moment of the drill. */
export type Strike = (site: Site) => Promise<void>;

/** A way to hurt the shop, as data. */
export interface DrillFault {
	name: string;
	modes: readonly Mode[];
	/** What the gateway does to its share of the calls or notifications while the drill runs. */
	rules?: ReadonlyArray<Omit<FaultOption, 'rate' | 'seed'>>;
	/**
	 * The share it hits when it strikes alone, 0 to 1; 0.25 by default, which n8n's five tries get past. Notifications are
	 * repeated for longer.
	 */
	share?: number;
	/** What happens at moments spread over the drill. */
	strikes?: readonly Strike[];
	/**
	 * Whether an execution may die with what it was doing. n8n does not start such an execution again, and the gateway has its
	 * "ok" by then: the workflow that asks for missed sales has to book them. For all other faults it must find nothing to do.
	 */
	endsExecutions?: boolean;
}

const BOTH: readonly Mode[] = ['single', 'queue'];
const QUEUE: readonly Mode[] = ['queue'];

const kill = (process: string): Strike => async (site) => await site.killAndRestart(process);

/** Shorter than n8n's five tries, five seconds apart. */
const ERP_AWAY_MS = 8_000;
const SERVER_AWAY_MS = 2_000;

/** Every fault of the drill. */
export const FAULTS: readonly DrillFault[] = [
	{
		name: 'gateway refuses', modes: BOTH,
		strikes: [1, 2].map((seconds) => async ({ sandbox }: Site) => void sandbox.addFault({ kind: 'refuse', seconds })),
	},
	{ name: 'gateway resets', modes: BOTH, rules: [{ kind: 'reset' }] },
	{ name: 'gateway stalls', modes: BOTH, rules: [{ kind: 'slow', seconds: REQUEST_TIMEOUT_SECONDS + 1 }] },
	{ name: 'gateway answers 5xx', modes: BOTH, rules: [{ kind: 'server_error', status: 503 }] },
	{ name: 'gateway answers HTML', modes: BOTH, rules: [{ kind: 'html' }] },
	{ name: 'gateway cuts JSON', modes: BOTH, rules: [{ kind: 'cut_json' }] },
	{ name: 'answer lost after the charge', modes: BOTH, rules: [{ kind: 'lost_answer' }] },
	{ name: 'notification early', modes: BOTH, share: 0.6, rules: [{ kind: 'notification_early' }] },
	{ name: 'notification late', modes: BOTH, share: 0.6, rules: [{ kind: 'notification_late', seconds: 3 }] },
	{ name: 'notification doubled', modes: BOTH, share: 0.6, rules: [{ kind: 'notification_duplicated', times: 3 }] },
	{ name: 'notification shuffled', modes: BOTH, share: 0.6, rules: [{ kind: 'notification_shuffled' }] },
	{ name: 'notification forged', modes: BOTH, share: 0.6, rules: [{ kind: 'notification_forged' }] },
	{ name: 'n8n killed', modes: ['single'], endsExecutions: true, strikes: [kill('n8n')] },
	{ name: 'main killed', modes: QUEUE, strikes: [kill('main')] },
	{ name: 'worker killed', modes: QUEUE, endsExecutions: true, strikes: [kill('worker-1')] },
	{ name: 'webhook process killed', modes: QUEUE, endsExecutions: true, strikes: [kill('webhook-1')] },
	{
		name: 'Redis restarted', modes: QUEUE, endsExecutions: true,
		strikes: [async (site) => await site.restartRedis?.(SERVER_AWAY_MS)],
	},
	{ name: 'PostgreSQL restarted', modes: ['single'], strikes: [async (site) => await site.restartPostgres(SERVER_AWAY_MS)] },
	{
		// Here it is also n8n's own database.
		name: 'PostgreSQL restarted', modes: QUEUE, endsExecutions: true,
		strikes: [async (site) => await site.restartPostgres(SERVER_AWAY_MS)],
	},
	{ name: 'ERP away', modes: BOTH, strikes: [async ({ erp }) => await erp.beAway(ERP_AWAY_MS)] },
];
