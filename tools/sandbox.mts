// `npm run sandbox`: the sandbox alone, ready to be used with any n8n.
// `npm run sandbox -- --n8n`: together with an n8n that has the package, the credential and the example workflows in place.

import { HELP, readOptions } from '../sandbox/src/command.mts';

const N8N = '--n8n';
const N8N_HELP = `  ${N8N}                    starts an n8n as well, with package, credential and example workflows in place`;

const args = process.argv.slice(2);
if (args.includes('--help')) {
	console.log(HELP.replace('  --help', `${N8N_HELP}\n  --help`));
} else if (args.includes(N8N)) {
	try {
		// Only now: what it imports ends this process by a signal anew, and the sandbox alone ends in order.
		const { keepRunning, startLocalShop } = await import('./local-shop.mts');
		await keepRunning(await startLocalShop(readOptions(args.filter((each) => each !== N8N))));
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	}
} else {
	await import('../sandbox/src/main.mts');
}
