// Sums up vitest's JSON reports in one plain line: `node tools/node24.mjs tools/test-summary.mts <report> …`.
// Fails when a test failed, or when none ran, which a wrong path or pattern would otherwise hide.

import { readFile } from 'node:fs/promises';

interface Report {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
}

const reports = await Promise.all(
	process.argv.slice(2).map(async (path) => JSON.parse(await readFile(path, 'utf8')) as Report),
);
const sum = (field: keyof Report) => reports.reduce((total, report) => total + report[field], 0);
const [passed, failed, skipped] = [sum('numPassedTests'), sum('numFailedTests'), sum('numPendingTests')];
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
