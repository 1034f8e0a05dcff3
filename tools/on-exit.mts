// What must not outlive this process: child processes and throwaway folders.

const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const cleanUps = new Set<() => void>();

process.on('exit', () => {
	for (const cleanUp of [...cleanUps].reverse()) cleanUp();
});

/**
 * Registers a clean-up for every way out of this process except SIGKILL: normal end, process.exit, uncaught error, and
 * (after `exitOnSignals`) Ctrl-C and termination. Last in, first out.
 *
 * @param cleanUp synchronous, must not throw
 * @returns forgets the clean-up, to be called when it has been done otherwise
 */
export function onExit(cleanUp: () => void): () => void {
	cleanUps.add(cleanUp);
	return () => cleanUps.delete(cleanUp);
}

/** Makes Ctrl-C and termination a regular exit, so that the registered clean-ups run. For programs, not for libraries. */
export function exitOnSignals(): void {
	for (const [signal, code] of Object.entries(SIGNAL_EXIT_CODES)) process.once(signal, () => process.exit(code));
}
