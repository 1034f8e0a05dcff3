import { createRequire } from 'node:module';
import type * as N8nCore from 'n8n-core';

const require = createRequire(import.meta.url);

// n8n's decorators need this polyfill before any of its modules is loaded.
require('reflect-metadata');

/** The real n8n-core: execution engine, execution contexts, request helpers. Loaded once per process (about a second). */
export const core = require('n8n-core') as typeof N8nCore;
