#!/usr/bin/env node
import { describe, HELP, readOptions } from './command.mts';
import { startSandbox } from './sandbox.mts';

try {
	const options = readOptions(process.argv.slice(2));
	if (!options) {
		console.log(HELP);
	} else {
		const sandbox = await startSandbox(options);
		console.log(describe(sandbox));
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
