import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../../tools/n8n/pack.mts';
import type { Engine } from '../groups/webhooks.mts';
import type { Machine } from '../measure/machine.mts';
import { rounded } from '../measure/statistics.mts';
import type { RECEIVERS } from '../n8n/receivers.mts';
import type { Results } from '../results.mts';
import { forgedShare, measuredText, received, targetText, throughput, type Verdict } from '../targets.mts';

const number = (value: number | null): string => (value === null ? '–' : rounded(value).toLocaleString('en-US'));

function table(head: string[], rows: Array<Array<string | number>>): string {
	const line = (cells: Array<string | number>) => `| ${cells.join(' | ')} |`;
	const rule = head.map((_, column) => (/^[\d–]/.test(String(rows[0]?.[column])) ? '---:' : '---'));
	return [line(head), line(rule), ...rows.map(line)].join('\n');
}

const picture = (name: string, text: string): string => `![${text}](images/benchmarks/${name}.svg)`;

function measuredOn({ measuredAt, processor, cores, memoryGB, system, node, n8n, database, loadBefore }: Machine): string {
	const when = `${measuredAt.slice(0, 16).replace('T', ' ')} UTC`;
	const busy = loadBefore > cores ? ' Other work ran on the machine at the same time: on an idle one times are shorter.' : '';
	return `Measured ${when} on ${cores} cores (${processor}), ${memoryGB} GB, ${system}, Node.js ${node}, n8n ${n8n} (${database}); load average before the run ${loadBefore.toFixed(1)}.${busy}`;
}

function verdicts(all: Verdict[]): string {
	const rows = all.map((verdict) => [verdict.name, targetText(verdict), measuredText(verdict), verdict.met ? '✓ met' : '✗ missed']);
	return `${table(['', 'Target', 'Measured', ''], rows)}\n\n${all.filter(({ met }) => met).length} of ${all.length} targets met.`;
}

function itemsSection({ items }: Results): string {
	if (!items) return '';
	const ratio = (over: number | null, under: number | null) => (over === null || under === null ? '–' : `${number(over / under)}×`);
	const { cases, profiles } = items.result;
	const rows = cases.map(({ operation, items: count, latencyMs, ms }) => [
		operation,
		count.toLocaleString('en-US'),
		latencyMs,
		number(ms.node),
		number(ms.chain),
		number(ms.oneByOne),
		ratio(ms.node, ms.chain),
		ratio(ms.oneByOne, ms.node),
	]);
	const places = [...new Set(profiles.flatMap(({ shares }) => shares.map(({ place }) => place)))];
	const profileRows = profiles.map(({ operation, way, msPerItem, shares }) => [
		operation,
		way === 'node' ? 'This node' : 'By hand',
		number(msPerItem),
		...places.map((place) => `${Math.round((shares.find((share) => share.place === place)?.share ?? 0) * 100)} %`),
	]);
	const head = ['Operation', 'Items', 'Latency, ms', 'This node, ms', 'By hand, ms', 'One by one, ms', 'Node ÷ by hand', 'One by one ÷ node'];
	return `## Items

The same work three ways: this node; the chain that a user builds without it (Code makes the string to sign → Crypto signs → HTTP Request at its defaults, which sends all items at once); and this node with "Items at the Same Time" set to 1, as a node that goes one by one works. The time is n8n's own, of the nodes that do the work together. Latency is added by the gateway, the sandbox on the same machine. Medians of ${Math.max(...cases.map(({ runs }) => runs.node))} runs, in turn; long one-by-one runs once, and not at all where they take minutes and say nothing new.

${picture('items', 'Seconds for all items by latency: this node, the chain built by hand, one by one')}

${table(head, rows)}

**What n8n itself costs.** Where n8n's main thread spends an item at no latency, by profile (native code is V8's and the operating system's):

${table(['Operation', '', 'ms per item', ...places], profileRows)}

Nearly all of it is n8n's: every expression that it evaluates is a call into an isolate, about half a millisecond, and every request gets an HTTP agent and a connection of its own (\`buildNodeAgents\` in \`@n8n/backend-network\`), so that connections cannot be kept alive. **What is left for this package** is its own share, and how often it asks n8n: parameters and credentials that hold no expression are read once for all items; a query and a decryption per item were a third of the time before. An expression that only points at the item, such as \`{{ $json.amount }}\`, is read from the item instead of evaluated. By default 100 items are under way at the same time, whereas the chain sends all at once.

${measuredOn(items.machine)}
`;
}

function webhooksSection({ webhooks }: Results): string {
	if (!webhooks) return '';
	const { result, machine } = webhooks;
	const rows = result.results.map((each) => [
		each.receiver,
		each.engine,
		number(each.perSecond),
		number(each.p50Ms),
		number(each.p99Ms),
		number(each.cpuMs),
		number(each.mainThreadMs),
		number(each.executions),
	]);
	const head = ['Receiver', 'Isolates', 'Calls/s', 'p50, ms', 'p99, ms', 'CPU per call, ms', 'of it main thread, ms', 'Executions per call'];
	const cpu = (receiver: keyof typeof RECEIVERS, engine?: Engine) => received(result, receiver, engine).cpuMs;
	const own = cpu('trigger') - cpu('oldWebhook');
	return `## Webhooks

Signed notifications from 10 callers at a time, each about another payment, until n8n has finished the last execution. Medians of ${result.results[0].rounds} rounds of ${result.results[0].calls} calls, in turn.

${picture('webhooks-rate', 'Calls per second that one n8n sustains')}

${picture('webhooks-cpu', 'CPU time of n8n per call with three settings of its expression engine')}

${table(head, rows)}

**What n8n itself costs.** n8n evaluates expressions in isolates (V8 engines of their own), and makes a new one for every scope:

- one for every execution, whatever its workflow;
- one more for every call of a webhook, **unless the node is n8n's own Webhook node** in a current version (\`webhookPhaseNeedsIsolate\` in \`n8n/dist/webhooks/live-webhooks.js\` asks for the node's type by name). The Webhook node in version 1, without any check and without any code but n8n's, pays for it as well: ${number(cpu('oldWebhook'))} ms of CPU time per call against ${number(cpu('bare'))} ms;
- one more for every credential that a webhook reads (\`applyDefaultsAndOverwrites\` in \`n8n/dist/credentials-helper.js\`).

With the isolates switched off (\`N8N_EXPRESSION_ENGINE=legacy\`, for this comparison only) the same calls take ${number(cpu('bare', 'no isolates'))} ms (Webhook node), ${number(cpu('trigger', 'no isolates'))} ms (trigger) and ${number(cpu('forged', 'no isolates'))} ms (forged). The three targets are then ${number(throughput(result, 'bare', 'no isolates'))} × the Webhook node, ${number(throughput(result, 'byHand', 'no isolates'))} × the check built by hand, and ${number(forgedShare(result, 'no isolates'))} % for a forged call: what misses them is n8n's isolates.

**What is left for this package.** The second isolate cannot be avoided by any trigger of a community package. The third can be shared: the trigger keeps the secret keys it has read for one second, so that a burst of notifications, or of forgeries, pays for it once a second. Beside the Webhook node in version 1 the verified trigger costs ${number(own)} ms of CPU time per call ${own < 0 ? 'less' : 'more'}. A forged call creates no execution, so that it pays for one isolate where a genuine one pays for two; that alone is more than a quarter.

An administrator who receives many notifications can let n8n make isolates only when they are needed: \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` (rows "isolates made when needed"). The trigger then still pays for one, for the expression by which n8n asks a node of version 1 whether it reads the body itself (\`parseRequestBody\` in \`webhook-helpers.js\`); that the node does so is worth it, see [CONTRIBUTING.md](../CONTRIBUTING.md#decisions).

${picture('webhooks-profile', "Where n8n's main thread spends a call")}

${measuredOn(machine)}
`;
}

function signingSection({ signing }: Results): string {
	if (!signing) return '';
	const { request, hmac, ratio, fields, batches } = signing.result;
	const rows = [
		[`Sign a request of ${fields} fields: check, flatten, sort, join, HMAC`, number(request)],
		['HMAC-SHA256 over the same text when it is ready', number(hmac)],
	];
	return `## Signing

${table(['', 'µs per request'], rows)}

${number(ratio)} times the primitive: the median of ${batches} pairs of batches of 20,000.

${measuredOn(signing.machine)}
`;
}

function loadSection({ load }: Results): string {
	if (!load) return '';
	const [own, stripe] = load.result;
	const rows = load.result.map(({ name, loadMs, bytes, files, dependencies }) => [name, number(loadMs), number(bytes / 1000), files, dependencies]);
	return `## Load

All nodes and credentials of a package, loaded in a fresh process after n8n-workflow, which n8n has loaded anyway. Medians of ${load.result[0].runs} runs.

${picture('load', 'Load time, size and number of files of this package and others')}

${table(['Package', 'Load, ms', 'kB unpacked', 'Files', 'Dependencies'], rows)}

Each node and the credential are bundled into one file: the 135 files that the compiler puts out took four to eight times as long to find, read and compile. CI checks size and number of files (\`tools/check-package.mts\`), not the time. A machine that is slower at the moment is so for all: this package takes ${number(own.loadMs / stripe.loadMs)} times as long as n8n's Stripe node.

${measuredOn(load.machine)}
`;
}

function growthSection({ growth }: Results): string {
	if (!growth) return '';
	const { items, catalogue, deduplication } = growth.result;
	return `## Growth

${picture('growth-items', 'Time per item and memory from 10 to 10,000 items')}

${table(['Items', 'ms per item', 'MB that n8n grows by'], items.map(({ items: count, msPerItem, grownMB }) => [count.toLocaleString('en-US'), number(msPerItem), number(grownMB)]))}

${picture('growth-deduplication', 'Time per lookup and memory from 100 to 100,000 notifications')}

${table(['Notifications so far', 'Remembered', 'µs per lookup', 'MB'], deduplication.map(({ keys, remembered, microseconds, heapMB }) => [keys.toLocaleString('en-US'), remembered.toLocaleString('en-US'), number(microseconds), number(heapMB)]))}

${picture('growth-catalogue', 'What the editor loads by number of operations')}

${table(['Operations', 'kB of JSON', 'kB as sent (gzip)'], catalogue.map(({ operations, bytes, gzippedBytes }) => [operations, number(bytes / 1000), number(gzippedBytes / 1000)]))}

${measuredOn(growth.machine)}
`;
}

/** Writes docs/benchmarks.md. */
export async function writePage(results: Results, all: Verdict[]): Promise<void> {
	const sections = [itemsSection(results), webhooksSection(results), signingSection(results), loadSection(results), growthSection(results)];
	const text = `# Benchmarks

Written by \`npm run bench\`, which measures everything anew on the machine it runs on; the numbers are in [benchmarks.json](benchmarks.json). Times differ from machine to machine and from hour to hour: read the ratios, which come from alternating runs in one n8n.

${verdicts(all)}

${sections.filter(Boolean).join('\n')}`;
	await writeFile(join(PROJECT_FOLDER, 'docs', 'benchmarks.md'), text);
}
