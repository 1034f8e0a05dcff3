import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../sandbox/src/faults/random.mts';
import { waitFor } from '../../tools/wait-for.mts';
import { audit } from './audit.mts';
import { Customers } from './customers.mts';
import type { DrillFault, Strike } from './faults.mts';
import { orderPrefix, planSales, type Kind, type Sale } from './plan.mts';
import { settle } from './settle.mts';
import { countFaults, reportOf, type Report } from './report.mts';
import { GIFT_CARD, SECRETS } from './secrets.mts';
import type { Site } from './site.mts';
import { askForSale, type TillAnswer } from './till.mts';
import type { DrillWorkflows } from './workflows.mts';

export interface Drill {
	name: string;
	/** Different for each drill on one site, 1 to 899. */
	run: number;
	sales: number;
	seed: number;
	faults: readonly DrillFault[];
	/** The share of calls or notifications that each of the gateway's faults hits, 0 to 1. */
	rate: number;
	/** The kinds of sale; all by default. */
	kinds?: readonly Kind[];
	/** Whether the workflow for missed sales runs at the end; it does by default. */
	catchesUp?: boolean;
}

/** No more tills than that, and the least time between two sales. */
const TILLS = 16;
const BETWEEN_SALES_MS = 400;

/** A till is free for the next sale when the customer has paid, or after so long. It keeps the shop from running ahead of n8n. */
const AT_THE_TILL_MS = 10_000;

/** In a long drill everything strikes again after so many sales. */
const SALES_PER_ROUND = 250;

function setUpGateway({ sandbox }: Site, { faults, seed, run, rate }: Drill): void {
	sandbox.changeClock({ reset: true });
	sandbox.addGiftCard({ cardnumber: GIFT_CARD, pincode: SECRETS.DRILL_PIN, balance: '99999.00' });
	const rules = faults.flatMap(({ rules: ofFault = [] }) => ofFault);
	for (const [index, rule] of rules.entries()) sandbox.addFault({ ...rule, rate, seed: seed * 100 + run + index });
}

/** The strikes of all faults in an order that the seed decides, again for each round. */
function strikesOf({ faults, seed, run, sales }: Drill): Strike[] {
	const random = seededRandom(seed * 7 + run);
	const rounds = Math.max(1, Math.round(sales / SALES_PER_ROUND));
	const once = faults.flatMap(({ strikes = [] }) => strikes);
	return Array.from({ length: rounds }, () => once.map((strike) => ({ strike, at: random() })).sort((a, b) => a.at - b.at)).flatMap(
		(round) => round.map(({ strike }) => strike),
	);
}

/** Has every till ask for its sale, not more than {@link TILLS} at once, and links shown to customers. */
async function sell(sales: readonly Sale[], workflows: DrillWorkflows, customers: Customers, onStart: () => void): Promise<TillAnswer[]> {
	const answers: TillAnswer[] = [];
	const waiting = [...sales.entries()];
	let startAt = Date.now();
	const till = async () => {
		for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
			const [index, sale] = entry;
			startAt = Math.max(startAt + BETWEEN_SALES_MS, Date.now());
			await sleep(Math.max(0, startAt - Date.now()));
			onStart();
			const answer = await askForSale(workflows.tillUrl(sale.kind), sale);
			answers[index] = answer;
			const isLink = sale.kind === 'linkTrigger' || sale.kind === 'linkWait';
			if (isLink && answer.outcome === 'accepted' && answer.trade_id) customers.payLink(answer.trade_id);
			for (const until = Date.now() + AT_THE_TILL_MS; Date.now() < until && !customers.hasEnded(sale.order_id); ) await sleep(100);
		}
	};
	await Promise.all(Array.from({ length: TILLS }, till));
	return answers;
}

async function bookMissed({ n8n }: Site, { missed }: DrillWorkflows): Promise<void> {
	const { status } = await n8n.api.runWorkflowToEnd(missed, "When clicking 'Execute workflow'", { timeoutMs: 120_000 });
	if (status !== 'success') throw new Error(`The workflow for missed sales ended as "${status}"`);
}

/**
 * Runs one drill: sales go on while faults strike; then everything is sound again, the gateway delivers what it still has, the
 * workflow for missed sales runs once, and the books are compared.
 */
export async function runDrill(site: Site, workflows: DrillWorkflows, drill: Drill): Promise<Report> {
	const started = Date.now();
	const { sandbox } = site;
	const sales = planSales(drill.sales, drill.seed, drill.run, drill.kinds);
	const before = countFaults(site);
	setUpGateway(site, drill);
	const customers = new Customers(sandbox, sales);
	const strikes = strikesOf(drill);
	let startedSales = 0;
	let isSelling = true;
	const striking = (async () => {
		for (const [index, strike] of strikes.entries()) {
			const due = ((index + 1) * sales.length) / (strikes.length + 1);
			await waitFor('sales to go on', () => startedSales >= due || !isSelling, { timeoutMs: 600_000 });
			await strike(site);
		}
	})();
	// A strike that fails leaves the shop in ruins: nobody has to wait for the tills then.
	const brokenOff = new Promise<never>((_, reject) => void striking.catch(reject));
	const selling = sell(sales, workflows, customers, () => startedSales++);
	const answers = await Promise.race([selling, brokenOff]).finally(async () => {
		isSelling = false;
		await striking.finally(async () => await customers.close());
	});
	sandbox.clearFaults();
	await settle(site, sales, workflows.table);
	const prefix = orderPrefix(sales);
	const attempts = await site.erp.attempts(prefix);
	const booked = (await site.erp.bookings(prefix, workflows.table)).length;
	if (drill.catchesUp !== false) await bookMissed(site, workflows);
	const bookings = await site.erp.bookings(prefix, workflows.table);
	const causeOf = (trade_id: string) => sandbox.timeline(trade_id).transitions.find(({ to }) => to === 'paid')?.cause ?? '';
	return reportOf(site, {
		drill, sales, answers, bookings, before, strikes: strikes.length, stoppedByKey: attempts - booked,
		audit: audit(sales, sandbox.orders, bookings, causeOf), seconds: (Date.now() - started) / 1000,
	});
}
