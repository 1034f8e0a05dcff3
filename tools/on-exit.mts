// What must not outlive this process: child processes and throwaway folders.

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const cleanUps = new Set<() => void>();

function cleanUpAll(): void {
	for (const cleanUp of [...cleanUps].reverse()) cleanUp();
	cleanUps.clear();
}

process.on('exit', cleanUpAll);
for (const signal of SIGNALS) {
	// Raised anew when all is clean: whoever started this process sees that a signal ended it.
	process.once(signal, () => {
		cleanUpAll();
		process.kill(process.pid, signal);
	});
}

/**
 * Registers a clean-up for every way out of this process except SIGKILL: normal end, process.exit, uncaught error,
 * Ctrl-C, termination. Last in, first out.
 *
 * @param cleanUp synchronous, must not throw
 * @returns forgets the clean-up, to be called when it has been done otherwise
 */
export function onExit(cleanUp: () => void): () => void {
	cleanUps.add(cleanUp);
	return () => cleanUps.delete(cleanUp);
}
