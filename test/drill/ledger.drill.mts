import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { installN8n } from '../../tools/n8n/install.mts';
import { createThrowawayFolder } from '../../tools/throwaway-folder.mts';
import { findFilesWith } from '../e2e/harness/files.mts';
import type {} from '../e2e/harness/prepare.mts';
import { runDrill } from './drill.mts';
import { FAULTS, type DrillFault } from './faults.mts';
import { drillOptions, type Mode } from './options.mts';
import { reportText, type Report } from './report.mts';
import { findSecrets } from './secrets.mts';
import { openSite, type Site } from './site.mts';
import { setUpWorkflows, type DrillWorkflows } from './workflows.mts';

const { sales, salesPerFault, seed, modes, faults: chosen } = drillOptions();

/** The share of calls and notifications that each fault hits when it strikes alone, and when all strike together. */
const ALONE = 0.25;
const TOGETHER = 0.05;

/** From so many sales on, every fault strikes for certain. */
const LONG = 200;

const MISSED = 'Missed sales to ERP';

const faultsOf = (mode: Mode) => FAULTS.filter((fault) => fault.modes.includes(mode) && (!chosen || chosen.includes(fault.name)));

const show = (report: Report): Report => {
	console.log(reportText(report));
	return report;
};

function expectBalance({ audit, ...report }: Report): void {
	expect(audit).toEqual({ missing: [], double: [], wrong: [], chargedTwice: [], paid: audit.paid, paidByFault: audit.paidByFault });
	// A drill that sells nothing proves nothing.
	expect(audit.paid).toBeGreaterThan(report.sales / 2);
}

/** The drill was one: everything that was to happen has happened. */
function expectInjected({ injected }: Report, faults: readonly DrillFault[]): void {
	for (const { name, rules = [], strikes = [] } of faults) {
		for (const { kind } of rules) expect(injected[kind], name).toBeGreaterThan(0);
		if (strikes.length > 0) expect(injected.strikes, name).toBeGreaterThanOrEqual(strikes.length);
	}
}

describe.each(modes)('ledger drill, %s mode', (mode) => {
	let site: Site;
	let workflows: DrillWorkflows;
	let run = 0;
	const next = () => ({ run: ++run, seed });

	beforeAll(async () => {
		const logLevel = sales > LONG ? 'info' : 'debug';
		site = await openSite(mode, { install: await installN8n(console.log), tarball: inject('tarball'), logLevel });
		workflows = await setUpWorkflows(site, 'drill');
	});
	afterAll(async () => await site?.dispose());

	test('without a fault', async () => {
		const report = show(await runDrill(site, workflows, { ...next(), name: 'no fault', sales: Math.max(salesPerFault, 6), faults: [], rate: 0 }));
		expectBalance(report);
		expect(report.notSold).toBe(0);
		expect(report.bookedBy[MISSED]).toBeUndefined();
	});

	test.each(salesPerFault > 0 ? faultsOf(mode).map((fault) => ({ fault, name: fault.name })) : [])('$name', async ({ fault, name }) => {
		const report = show(await runDrill(site, workflows, { ...next(), name, sales: salesPerFault, faults: [fault], rate: fault.share ?? ALONE }));
		expectBalance(report);
		expectInjected(report, [fault]);
		if (!fault.endsExecutions) expect(report.bookedBy[MISSED]).toBeUndefined();
	});

	test('all faults together', async () => {
		const report = show(await runDrill(site, workflows, { ...next(), name: 'all faults', sales, faults: faultsOf(mode), rate: TOGETHER }));
		expectBalance(report);
		if (sales > LONG) expectInjected(report, faultsOf(mode));
	});

	// The same in both modes, so one of them is enough.
	if (mode === 'single') {
		describe('can fail', () => {
			const faultNamed = (name: string) => FAULTS.filter((fault) => fault.name === name);

			test('without deduplication sales are booked twice', async () => {
				const unguarded = await setUpWorkflows(site, 'unguarded', 'deduplication');
				const faults = faultNamed('notification doubled');
				const drill = { ...next(), name: 'no deduplication', sales: 8, faults, rate: 1, catchesUp: false };
				const report = show(await runDrill(site, unguarded, drill));
				expect(report.audit.double.length).toBeGreaterThan(0);
			});

			test('without stable request IDs customers are charged twice', async () => {
				const fresh = await setUpWorkflows(site, 'fresh', 'stable request IDs');
				const faults = faultNamed('answer lost after the charge');
				const drill = { ...next(), name: 'fresh request IDs', sales: 8, faults, rate: 0.5, kinds: ['posTrigger'] as const };
				const report = show(await runDrill(site, fresh, drill));
				expect(report.audit.chargedTwice.length).toBeGreaterThan(0);
			});
		});
	}

	test('nothing that the drill left behind holds a secret', async () => {
		const folder = createThrowawayFolder('drill-evidence');
		await site.collect(folder.path);
		const [{ trade_id }] = site.sandbox.orders.filter(({ state }) => state === 'paid').slice(-1);
		// The search finds what is there: a payment in n8n's database, the expression that stands for the PIN in the workflows.
		expect(await findFilesWith(folder.path, trade_id)).toContainEqual(expect.stringMatching(/database\.sqlite|^n8n\.sql$/));
		expect(await findFilesWith(folder.path, 'DRILL_PIN')).toContain('workflows.json');
		expect(await findSecrets(site, folder.path)).toEqual([]);
		folder.remove();
	});
});
