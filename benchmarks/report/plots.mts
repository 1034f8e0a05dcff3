import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { PROJECT_FOLDER } from '../../tools/n8n/pack.mts';
import type { Results } from '../results.mts';

const FOLDER = join(PROJECT_FOLDER, 'docs', 'images', 'benchmarks');

/** Colours that people with any colour vision tell apart, on white (Okabe and Ito). */
const OWN = '#0072B2';
const COLOURS = [OWN, '#E69F00', '#009E73', '#CC79A7', '#999999'];

const CONFIG = {
	background: 'white',
	padding: 16,
	font: 'Arial, Helvetica, sans-serif',
	axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', gridColor: '#e5e5e5' },
	legend: { labelFontSize: 12, titleFontSize: 12, orient: 'top', title: null },
	title: { fontSize: 15, anchor: 'start', offset: 14, subtitleFontSize: 12, subtitleColor: '#555' },
	header: { labelFontSize: 12, titleFontSize: 12, title: null },
} as const;

/** Names are never cut. */
const WHOLE = { labelLimit: 400 };

type Plots = Record<string, TopLevelSpec>;

const WAYS = { node: 'This node', chain: 'Code → Crypto → HTTP Request', oneByOne: 'One by one' } as const;

function itemPlots({ items }: Results): Plots {
	if (!items) return {};
	const values = items.result.cases.flatMap(({ operation, items: count, latencyMs, ms }) =>
		(Object.keys(WAYS) as Array<keyof typeof WAYS>).flatMap((way) =>
			ms[way] === null ? [] : [{ case: `${operation}, ${count} items`, latency: `${latencyMs} ms`, way: WAYS[way], seconds: ms[way] / 1000 }],
		),
	);
	const spec: TopLevelSpec = {
		title: { text: 'Seconds for all items, by latency of the gateway', subtitle: 'Less is better; the scale is logarithmic' },
		data: { values },
		columns: 2,
		facet: { field: 'case', type: 'nominal', sort: [...new Set(values.map((value) => value.case))] },
		spec: {
			width: 300,
			height: 190,
			mark: { type: 'bar', clip: true },
			encoding: {
				x: { field: 'latency', type: 'nominal', sort: null, title: null, axis: { labelAngle: 0 } },
				xOffset: { field: 'way', sort: Object.values(WAYS) },
				y: { field: 'seconds', type: 'quantitative', scale: { type: 'log', domainMin: 0.05 }, title: 's', axis: { grid: true, tickCount: 5, format: '~g' } },
				y2: { datum: 0.05 },
				color: { field: 'way', type: 'nominal', sort: Object.values(WAYS), scale: { range: COLOURS }, legend: WHOLE },
			},
		},
		resolve: { axis: { x: 'independent' } },
	} as unknown as TopLevelSpec;
	return { items: spec };
}

const ENGINE_NAMES = {
	'as installed': 'n8n as installed',
	'isolates made when needed': 'isolates made when needed',
	'no isolates': 'no isolates',
} as const;

function webhookPlots({ webhooks }: Results): Plots {
	if (!webhooks) return {};
	const { results, profiles } = webhooks.result;
	const order = results.filter(({ engine }) => engine === 'as installed').map(({ receiver }) => receiver);
	const values = results.map(({ engine, receiver, cpuMs }) => ({ engine: ENGINE_NAMES[engine], receiver, cpuMs }));
	const cpu = {
		title: { text: "n8n's CPU time per call", subtitle: 'Less is better; how much of it goes into isolates for expressions' },
		width: 460,
		height: 300,
		data: { values },
		mark: 'bar',
		encoding: {
			y: { field: 'receiver', type: 'nominal', sort: order, title: null, axis: WHOLE },
			yOffset: { field: 'engine', sort: null },
			x: { field: 'cpuMs', type: 'quantitative', title: 'ms per call' },
			color: { field: 'engine', type: 'nominal', sort: null, scale: { range: COLOURS }, legend: WHOLE },
		},
	};
	const rate = {
		title: { text: 'Calls per second that one n8n sustains', subtitle: 'More is better; n8n as installed, 10 callers at a time' },
		width: 460,
		height: 170,
		data: { values: results.filter(({ engine }) => engine === 'as installed') },
		mark: 'bar',
		encoding: {
			y: { field: 'receiver', type: 'nominal', sort: order, title: null, axis: WHOLE },
			x: { field: 'perSecond', type: 'quantitative', title: 'calls per second' },
			color: {
				condition: { test: "indexof(datum.receiver, 'YabandPay') === 0", value: OWN },
				value: COLOURS[4],
			},
		},
	};
	const profile = {
		title: { text: "Where n8n's main thread spends a call", subtitle: 'By profile; slower than without a profiler' },
		width: 460,
		height: 170,
		data: { values: profiles.flatMap(({ receiver, busyMs, shares }) => shares.map(({ place, share }) => ({ receiver, place, ms: share * busyMs }))) },
		mark: 'bar',
		encoding: {
			y: { field: 'receiver', type: 'nominal', sort: order, title: null, axis: WHOLE },
			x: { field: 'ms', type: 'quantitative', title: 'ms per call' },
			color: { field: 'place', type: 'nominal', sort: { op: 'sum', field: 'ms', order: 'descending' }, scale: { scheme: 'tableau10' }, legend: { columns: 4, ...WHOLE } },
		},
	};
	return { 'webhooks-cpu': cpu, 'webhooks-rate': rate, 'webhooks-profile': profile } as unknown as Plots;
}

function loadPlots({ load }: Results): Plots {
	if (!load) return {};
	const values = load.result.map(({ name, loadMs, bytes, files }) => ({ name, loadMs, kB: bytes / 1000, files }));
	const panel = (field: string, title: string, isFirst: boolean) => ({
		width: 170,
		height: 170,
		mark: 'bar',
		encoding: {
			y: { field: 'name', type: 'nominal', sort: null, title: null, axis: isFirst ? WHOLE : null },
			x: { field, type: 'quantitative', title },
			color: { condition: { test: "datum.name === 'n8n-nodes-yabandpay'", value: OWN }, value: COLOURS[4] },
		},
	});
	const spec = {
		title: { text: 'Load time, size and files of a package', subtitle: 'Less is better' },
		data: { values },
		hconcat: [panel('loadMs', 'ms to load, after n8n-workflow', true), panel('kB', 'kB unpacked', false), panel('files', 'files', false)],
	};
	return { load: spec } as unknown as Plots;
}

function growthPlots({ growth }: Results): Plots {
	if (!growth) return {};
	const { items, catalogue, deduplication } = growth.result;
	const line = (values: object[], x: object, y: object) => ({
		width: 330,
		height: 200,
		data: { values },
		mark: { type: 'line', point: { size: 50, color: OWN }, color: OWN },
		encoding: { x: { type: 'quantitative', ...x }, y: { type: 'quantitative', scale: { zero: true }, ...y } },
	});
	const logarithmic = { scale: { type: 'log' }, axis: { tickCount: 4, format: ',d' } };
	const pair = (text: string, left: object, right: object) => ({ title: { text }, hconcat: [left, right] });
	const keys = deduplication.filter(({ keys: count }) => count > 0);
	return {
		'growth-items': pair(
			'Order: Get, 10 to 10,000 items at 0 ms latency',
			line(items, { field: 'items', title: 'items', ...logarithmic }, { field: 'msPerItem', title: 'ms per item' }),
			line(items, { field: 'items', title: 'items', axis: { tickCount: 4, format: ',d' } }, { field: 'grownMB', title: 'MB that n8n grows by' }),
		),
		'growth-deduplication': pair(
			'Deduplication: remembered notifications (at most 50,000)',
			line(keys, { field: 'keys', title: 'notifications so far', ...logarithmic }, { field: 'microseconds', title: 'µs per lookup' }),
			line(keys, { field: 'keys', title: 'notifications so far', axis: { tickCount: 4, format: ',d' } }, { field: 'heapMB', title: 'MB' }),
		),
		'growth-catalogue': pair(
			'What the editor loads, by number of operations',
			line(catalogue.map((entry) => ({ ...entry, kB: entry.bytes / 1000 })), { field: 'operations', title: 'operations' }, { field: 'kB', title: 'kB of JSON' }),
			line(catalogue.map((entry) => ({ ...entry, kB: entry.gzippedBytes / 1000 })), { field: 'operations', title: 'operations' }, { field: 'kB', title: 'kB as sent (gzip)' }),
		),
	} as unknown as Plots;
}

/** Draws every plot that there are results for, as SVG. */
export async function drawPlots(results: Results): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	const plots = { ...itemPlots(results), ...webhookPlots(results), ...loadPlots(results), ...growthPlots(results) };
	for (const [name, spec] of Object.entries(plots)) {
		const { spec: compiled } = compile({ ...spec, config: CONFIG } as TopLevelSpec);
		const view = new vega.View(vega.parse(compiled), { renderer: 'none' });
		await writeFile(join(FOLDER, `${name}.svg`), `${await view.toSVG()}\n`);
		view.finalize();
	}
}
