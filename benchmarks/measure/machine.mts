import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem, type as systemType } from 'node:os';
import { N8N_VERSION } from '../../tools/n8n/install.mts';

/** What a measurement was made on. */
export interface Machine {
	measuredAt: string;
	processor: string;
	cores: number;
	memoryGB: number;
	system: string;
	node: string;
	n8n: string;
	database: string;
	/** The machine's load average over one minute when the measurement began. */
	loadBefore: number;
}

function systemName(): string {
	try {
		return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? systemType();
	} catch {
		return systemType();
	}
}

export function describeMachine(): Machine {
	return {
		measuredAt: new Date().toISOString(),
		processor: cpus()[0].model.trim(),
		cores: cpus().length,
		memoryGB: Math.round(totalmem() / 1e9),
		system: systemName(),
		node: process.versions.node,
		n8n: N8N_VERSION,
		database: 'SQLite, one process',
		loadBefore: loadavg()[0],
	};
}
