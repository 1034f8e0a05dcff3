// Writes docs/operations.md from the catalogue of the node: `npm run docs`, after a change of an operation or a field.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../n8n/pack.mts';
import { requireNodeSources } from './node-sources.mts';
import { operationsPage } from './operations-page.mts';

type Catalogue = typeof import('../../nodes/YabandPay/operations/index.ts');
type Parameters = typeof import('../../nodes/YabandPay/catalogue/parameters.ts');

const requireSource = requireNodeSources();
const { resources } = requireSource('./nodes/YabandPay/operations/index.ts') as Catalogue;
const { optionsOf } = requireSource('./nodes/YabandPay/catalogue/parameters.ts') as Parameters;

await writeFile(join(PROJECT_FOLDER, 'docs', 'operations.md'), operationsPage(resources, optionsOf));
console.log(`docs/operations.md: ${resources.flatMap(({ operations }) => operations).length} operations`);
