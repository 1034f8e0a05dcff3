import { createRequire } from 'node:module';
import type { IDataObject } from 'n8n-workflow';
import { vi } from 'vitest';

// n8n-core's own copies: npm may have installed others beside them.
const require = createRequire(createRequire(import.meta.url).resolve('n8n-core'));

/** A warning in n8n's log. */
export interface LoggedLine {
	message: string;
	meta: IDataObject;
}

interface Container {
	get<T>(type: unknown): T;
}

/** Records what nodes log as warnings, until `restore`. */
export function recordLog(): { log: LoggedLine[]; restore: () => void } {
	const { Container } = require('@n8n/di') as { Container: Container };
	const { Logger } = require('@n8n/backend-common') as { Logger: unknown };
	const log: LoggedLine[] = [];
	const logger = Container.get<{ warn: (message: string, meta?: IDataObject) => void }>(Logger);
	const spy = vi.spyOn(logger, 'warn').mockImplementation((message, meta = {}) => void log.push({ message, meta }));
	return { log, restore: () => spy.mockRestore() };
}
