import { onExit } from './on-exit.mts';

const { stdout } = process;

/**
 * Shows one step of a longer job: its title at once, a running note in a terminal, and the time it took at the end.
 * Without a terminal each note is a line of its own.
 *
 * @param work is handed a function that shows a note; its result is passed through
 */
export async function step<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
	const started = Date.now();
	stdout.write(stdout.isTTY ? `· ${title}` : `· ${title}\n`);
	const finish = (mark: string) => {
		const seconds = ((Date.now() - started) / 1000).toFixed(1);
		stdout.write(`${stdout.isTTY ? '\r\x1b[K' : ''}${mark} ${title} (${seconds} s)\n`);
	};
	const endLine = onExit(() => stdout.isTTY && stdout.write('\n'));
	try {
		const result = await work((text) => stdout.write(stdout.isTTY ? `\r\x1b[K· ${title}: ${text}` : `  ${text}\n`));
		finish('✓');
		return result;
	} catch (error) {
		finish('✗');
		throw error;
	} finally {
		endLine();
	}
}
