import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second for everybody (sysconf _SC_CLK_TCK). */
const MS_PER_TICK = 10;

/** CPU time used so far, in milliseconds. */
export interface CpuTime {
	/** Of n8n and everything it has started, in all threads. */
	total: number;
	/** Of n8n's main thread, where all its JavaScript runs one after the other. */
	mainThread: number;
}

/** The numbers of /proc/…/stat after the command's name, which may hold spaces itself. */
function statOf(path: string): string[] {
	const text = readFileSync(path, 'utf8');
	return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

const cpuOf = (path: string): number => {
	const [userTicks, systemTicks] = statOf(path).slice(11, 13);
	return (Number(userTicks) + Number(systemTicks)) * MS_PER_TICK;
};

/** The processes of a group that are alive. */
function membersOf(group: number): string[] {
	return readdirSync('/proc').filter((name) => {
		if (!/^\d+$/.test(name)) return false;
		try {
			return Number(statOf(`/proc/${name}/stat`)[2]) === group;
		} catch {
			return false;
		}
	});
}

/**
 * The CPU time of a process group: less disturbed by what else runs on the machine than the time on the clock. Linux only.
 *
 * @param pid the leader of the group
 */
export function cpuTime(pid: number): CpuTime {
	const total = membersOf(pid).reduce((sum, member) => sum + cpuOf(`/proc/${member}/stat`), 0);
	return { total, mainThread: cpuOf(`/proc/${pid}/task/${pid}/stat`) };
}

/** Forgets the highest memory use so far. */
export function resetPeakMemory(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** Resident memory in MB: now, and the highest since {@link resetPeakMemory}. */
export function memory(pid: number): { now: number; peak: number } {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
	return { now: field('VmRSS'), peak: field('VmHWM') };
}
