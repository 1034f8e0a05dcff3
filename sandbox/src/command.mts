import { parseArgs } from 'node:util';

import type { Sandbox, SandboxOptions } from './sandbox.mts';

/** What `--help` prints. */
export const HELP = `A local YabandPay gateway.

  --port <number>          port to listen on (default 7357)
  --host <address>         address to listen on (default 127.0.0.1)
  --database <file>        SQLite file to keep everything in (default: memory only)
  --auto-pay <ms>          pay or authorize every new order by itself after so many milliseconds
  --secret-key <key>       secret key of the accounts (default: random, kept in the database)
  --public-url <url>       where browsers reach the sandbox, e.g. behind a tunnel
  --command-field <name>   command, commond or both (default both)
  --notification-source <address>   local address notifications are sent from
  --help                   this text`;

/**
 * Reads the command's options.
 * @param args without program and script
 * @returns undefined when help is asked for
 * @throws Error that names the option that is unknown or has no such value
 */
export function readOptions(args: string[]): SandboxOptions | undefined {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: '7357' },
			host: { type: 'string' },
			database: { type: 'string' },
			'auto-pay': { type: 'string' },
			'secret-key': { type: 'string' },
			'public-url': { type: 'string' },
			'command-field': { type: 'string' },
			'notification-source': { type: 'string' },
			help: { type: 'boolean' },
		},
	});
	if (values.help) return undefined;
	const commandField = values['command-field'];
	if (commandField !== undefined && !['command', 'commond', 'both'].includes(commandField)) {
		throw new Error(`--command-field is command, commond or both, not "${commandField}"`);
	}
	return {
		port: wholeNumber('--port', values.port),
		host: values.host,
		database: values.database,
		autoPay: values['auto-pay'] === undefined ? undefined : wholeNumber('--auto-pay', values['auto-pay']),
		secretKey: values['secret-key'],
		publicUrl: values['public-url'],
		commandField: commandField as SandboxOptions['commandField'],
		notificationSource: values['notification-source'],
	};
}

function wholeNumber(name: string, text: string): number {
	if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} needs a whole number, not "${text}"`);
	return Number(text);
}

/** What to paste into n8n's credential, and where to look. */
export function describe(sandbox: Sandbox): string {
	const first = (kind: string): string => sandbox.accounts.find((account) => account.kind === kind)?.user ?? '';
	return `YabandPay sandbox at ${sandbox.url}

Paste into the YabandPay API credential in n8n:
  Base URL     ${sandbox.url}
  UID          ${first('cashier')}
  TID          ${first('terminal')}
  Secret Key   ${sandbox.secretKey}

Other accounts of the same merchant and key:
  finance      ${first('super-admin')}
  FX           ${first('merchant-level')}

Stop it with Ctrl+C.`;
}
