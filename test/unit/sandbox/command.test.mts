import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { call } from '../../sandbox/support/libraryClient.mts';
import { CASHIER, payment } from '../../sandbox/support/samples.mts';

const MAIN = fileURLToPath(new URL('../../../sandbox/src/main.mts', import.meta.url));

/** Runs the command until it ends, or until it is ready and `use` is done with it. */
async function run(
	options: string[],
	use?: (text: string) => Promise<void>,
): Promise<{ code: number | null; out: string; err: string }> {
	const child = spawn(process.execPath, [MAIN, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
	const texts = { out: '', err: '' };
	child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
	child.stdout.on('data', (chunk: Buffer) => {
		texts.out += chunk.toString();
		if (!use || !texts.out.includes('Stop it with')) return;
		void use(texts.out).finally(() => child.kill('SIGTERM'));
		use = undefined;
	});
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, ...texts };
}

describe('the command', () => {
	it('prints what to paste, works with it, and stops when asked to', async () => {
		let answer: unknown;
		const { code, out, err } = await run(['--port', '0', '--auto-pay', '5'], async (text) => {
			const [url] = /http:\S+/.exec(text) ?? [''];
			const secretKey = /Secret Key\s+(\w+)/.exec(text)?.[1] ?? '';
			answer = await call({ url, secretKey }, CASHIER, 'v3.CreatePayments', payment());
		});
		expect([code, err]).toEqual([0, '']);
		expect(answer).toMatchObject({ status: true });
		expect(out).toMatch(/UID\s+016683\s+TID\s+T125119061/);
	});

	it('takes the key it is given', async () => {
		const { out } = await run(['--port', '0', '--secret-key', 'my-own-key'], async () => undefined);
		expect(out).toContain('my-own-key');
	});

	it.each([
		['--port', 'many'],
		['--auto-pay', 'soon'],
		['--command-field', 'comand'],
		['--nonsense', 'x'],
	])('refuses %s %s', async (...options) => {
		const { code, err, out } = await run(options);
		expect([code, out]).toEqual([1, '']);
		expect(err).toContain(options[0]);
	});

	it('explains itself', async () => {
		expect((await run(['--help'])).out).toContain('--auto-pay <ms>');
	});
});
