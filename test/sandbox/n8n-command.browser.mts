import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PROJECT_FOLDER } from '../../tools/n8n/pack.mts';
import { waitFor } from '../../tools/wait-for.mts';
import { startBrowser, type Browser } from './support/browser.mts';
import { isLive } from './support/stage.mts';

/** n8n's editor loads some 10 MB of JavaScript. */
const PATIENCE_MS = 60_000;

let command: ChildProcess;
let printed = '';
let browser: Browser;

beforeAll(async () => {
	const args = ['tools/sandbox.mts', '--n8n', '--port', '0'];
	command = spawn(process.execPath, args, { cwd: PROJECT_FOLDER, stdio: ['ignore', 'pipe', 'inherit'] });
	command.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	const isReady = () => {
		if (command.exitCode !== null) throw new Error(`It ended with exit code ${command.exitCode}: ${printed}`);
		return printed.includes('Ctrl-C ends both');
	};
	await waitFor('the command to be ready', isReady, { timeoutMs: 200_000, everyMs: 200 });
	browser = await startBrowser();
	browser.context.setDefaultTimeout(PATIENCE_MS);
});

afterAll(async () => {
	await browser?.close();
	command?.kill('SIGTERM');
});

/** What stands behind a word in what the command has printed. */
function find(pattern: RegExp): string {
	const found = pattern.exec(printed)?.[1];
	if (found === undefined) throw new Error(`${pattern} is not in what was printed: ${printed}`);
	return found;
}

describe('npm run sandbox -- --n8n', () => {
	it('says how to sell on a terminal, and a person who follows it sees the paid sale in n8n', async () => {
		const [, email, password] = /Login +(\S+) +(\S+)/.exec(printed) ?? [];
		const editor = await browser.context.newPage();
		await editor.goto(find(/A sale on a terminal\s+1\. Open (\S+)/));
		await editor.locator('input[name="emailOrLdapLoginId"]').fill(email);
		await editor.locator('input[name="password"]').fill(password);
		await editor.getByRole('button', { name: 'Sign in' }).click();
		await editor.getByText('Start Sale', { exact: true }).first().waitFor();

		const terminal = await browser.context.newPage();
		await terminal.goto(find(/Terminal +(\S+)/));
		await isLive(terminal);
		await terminal.getByText('Waiting for a sale').waitFor();
		await editor.bringToFront();
		await editor.locator('[data-test-id="execute-workflow-button"]').click();
		await terminal.bringToFront();
		await terminal.getByText('12.50 EUR').waitFor();
		await terminal.getByRole('button', { name: 'Approve' }).click();
		await terminal.getByText('Waiting for a sale').waitFor();

		await editor.bringToFront();
		await editor.goto(find(/(\S+\/executions)/));
		await editor.getByText('Succeeded').first().waitFor();
	});

	it('ends with Ctrl-C, and n8n with it', async () => {
		const address = find(/Editor +(\S+)/);
		expect((await fetch(address)).status).toBe(200);
		command.kill('SIGINT');
		expect(await once(command, 'exit')).toEqual([null, 'SIGINT']);
		await expect.poll(async () => await fetch(address).then(() => 'answers', () => 'gone')).toBe('gone');
	});
});
