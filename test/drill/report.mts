import type { Audit } from './audit.mts';
import type { Drill } from './drill.mts';
import type { Booking } from './erp.mts';
import type { Sale } from './plan.mts';
import type { Site } from './site.mts';
import type { TillAnswer } from './till.mts';

export type Counts = Record<string, number>;

/** What a drill was, and what came out. */
export interface Report {
	drill: string;
	mode: Site['mode'];
	sales: number;
	seconds: number;
	audit: Audit;
	/** Sales that came to nothing although the customer would have paid: nothing charged, nothing booked. */
	notSold: number;
	/** Bookings by the workflow that made them. */
	bookedBy: Counts;
	/** Attempts to book a trade once more, stopped by the ERP's key; those of the workflow for missed sales, which tries all, not counted. */
	stoppedByKey: number;
	/** What was injected, by kind; strikes together. */
	injected: Counts;
	/** Attempts to deliver a notification, by the answer n8n gave. */
	notificationAnswers: Counts;
	/** How often a process of n8n ended by itself and was started again. */
	unexpectedEnds: number;
}

/** What a site counts from its start on. */
export interface SiteCounts {
	injected: Counts;
	answers: Counts;
	unexpectedEnds: number;
}

const tally = (names: readonly string[]): Counts => {
	const counts: Counts = {};
	for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
};

const since = (now: Counts, before: Counts): Counts =>
	Object.fromEntries(
		Object.entries(now)
			.map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
			.filter(([, count]) => count !== 0),
	);

/** Reads the counters of a site. */
export function countFaults({ sandbox, unexpectedEnds }: Site): SiteCounts {
	const attempts = sandbox.notifications.flatMap((notification) => notification.attempts);
	return { injected: sandbox.faultCounts, answers: tally(attempts.map(({ status }) => String(status ?? 'none'))), unexpectedEnds };
}

interface Result {
	drill: Drill;
	sales: readonly Sale[];
	answers: readonly TillAnswer[];
	bookings: readonly Booking[];
	before: SiteCounts;
	strikes: number;
	stoppedByKey: number;
	audit: Audit;
	seconds: number;
}

/** Sums up a drill. */
export function reportOf(site: Site, { drill, sales, answers, bookings, before, strikes, stoppedByKey, audit, seconds }: Result): Report {
	const now = countFaults(site);
	const paid = new Set(site.sandbox.orders.filter(({ state }) => state === 'paid').map(({ order_id }) => order_id));
	return {
		drill: drill.name, mode: site.mode, sales: sales.length, seconds, audit,
		notSold: sales.filter(({ order_id, outcome }) => outcome === 'pay' && !paid.has(order_id)).length,
		bookedBy: tally(bookings.map(({ booked_by }) => booked_by)),
		stoppedByKey,
		injected: {
			...since(now.injected, before.injected), ...(strikes > 0 ? { strikes } : {}),
			...since(tally(answers.map(({ outcome }) => `till: ${outcome}`)), {}),
		},
		notificationAnswers: since(now.answers, before.answers),
		unexpectedEnds: now.unexpectedEnds - before.unexpectedEnds,
	};
}

const written = (counts: Counts): string => Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(', ') || 'none';

/** A report for people to read. */
export function reportText({ drill, mode, sales, seconds, audit, ...report }: Report): string {
	const { missing, double, wrong, chargedTwice, paid, paidByFault } = audit;
	return [
		`${mode}: ${drill}: ${sales} sales in ${seconds.toFixed(0)} s, ${paid} paid: ` +
			`${missing.length} missing, ${double.length} double, ${wrong.length} wrong, ${chargedTwice.length} charged twice; ${paidByFault} paid by a fault instead of declined`,
		`   injected: ${written(report.injected)}`,
		`   booked by: ${written(report.bookedBy)}; stopped by the key ${report.stoppedByKey}; not sold ${report.notSold}`,
		`   notification answers: ${written(report.notificationAnswers)}; ended by itself ${report.unexpectedEnds}`,
	].join('\n');
}
