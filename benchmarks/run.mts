// Measures the package against what people would use instead, in a real n8n on this machine, and judges its targets:
//
//   npm run bench                       everything, about half an hour; writes docs/benchmarks.md
//   npm run bench -- signing load       only these groups: items, webhooks, signing, load, growth
//   npm run bench -- --quick            few runs: does it work at all? Writes nothing
//   npm run bench -- --report           writes page and plots anew from the last results

import { parseArgs } from 'node:util';
import { step } from '../tools/progress.mts';
import { measureGrowth } from './groups/growth.mts';
import { measureItems } from './groups/items.mts';
import { measureLoad } from './groups/load.mts';
import { measureSigning } from './groups/signing.mts';
import { measureWebhooks } from './groups/webhooks.mts';
import { describeMachine } from './measure/machine.mts';
import { writePage } from './report/page.mts';
import { drawPlots } from './report/plots.mts';
import { readResults, writeResults, type Group, type Results } from './results.mts';
import { judge, measuredText, targetText, type Verdict } from './targets.mts';

type Measure = (note: (text: string) => void, quick: boolean) => Promise<unknown>;

const GROUPS: Record<Group, Measure> = {
	signing: measureSigning,
	load: measureLoad,
	items: measureItems,
	webhooks: measureWebhooks,
	growth: measureGrowth,
};

const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: { quick: { type: 'boolean', default: false }, report: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !(name in GROUPS));
if (unknown.length > 0) {
	console.error(`There is no group ${unknown.join(', ')}; there are ${Object.keys(GROUPS).join(', ')}`);
	process.exit(2);
}

const wanted = Object.keys(GROUPS).filter((name) => positionals.length === 0 || positionals.includes(name)) as Group[];
const results: Results = options.quick ? {} : await readResults();
if (!options.report) {
	for (const group of wanted) {
		const machine = describeMachine();
		const result = await step(group, async (note) => await GROUPS[group](note, options.quick));
		Object.assign(results, { [group]: { machine, result } });
		if (!options.quick) await writeResults(results);
	}
}
const verdicts = judge(results);
if (!options.quick) {
	await drawPlots(results);
	await writePage(results, verdicts);
}
show(options.report ? verdicts : verdicts.filter(({ group }) => wanted.includes(group)));

function show(all: Verdict[]): void {
	const rows = [
		['', 'Target', 'Measured', 'Verdict'],
		...all.map((verdict) => [verdict.name, targetText(verdict), measuredText(verdict), verdict.met ? '✓ met' : '✗ missed']),
	];
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	console.log();
	for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
	const met = all.filter((verdict) => verdict.met).length;
	console.log(`\n${met} of ${all.length} targets met`);
	process.exit(met === all.length ? 0 : 1);
}
