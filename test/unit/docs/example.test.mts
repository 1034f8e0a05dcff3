import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../nodes/YabandPay/catalogue/parameters.ts';
import { catalogueProperties } from '../../../nodes/YabandPay/catalogue/properties.ts';
import type { Operation } from '../../../nodes/YabandPay/catalogue/types.ts';
import * as common from '../../../nodes/YabandPay/fields/common.ts';
import { preAuthorization } from '../../../nodes/YabandPay/operations/preAuthorization/index.ts';
import { buildBody } from '../../../nodes/YabandPay/requests/body.ts';
import { operationsPage } from '../../../tools/docs/operations-page.mts';

const guide = readFileSync(new URL('../../../CONTRIBUTING.md', import.meta.url), 'utf8');

/** Runs the example of "Add a gateway method", and returns what it exports. */
function increaseOperation(): Operation {
	const [, source = ''] = /^```ts\n(.*?)^```/ms.exec(guide) ?? [];
	const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
	const modules: Record<string, unknown> = { '../../fields/common': common };
	const exported: { increase?: Operation } = {};
	// eslint-disable-next-line @typescript-eslint/no-implied-eval
	new Function('require', 'exports', outputText)((name: string) => modules[name], exported);
	if (exported.increase === undefined) throw new Error('CONTRIBUTING.md has no example "increase"');
	return exported.increase;
}

describe('the worked example of CONTRIBUTING.md', () => {
	const increase = increaseOperation();
	const resource = { ...preAuthorization, operations: [...preAuthorization.operations, increase] };

	it('names no method that the catalogue has already', () => {
		expect(preAuthorization.operations.map(({ method }) => method)).not.toContain(increase.method);
	});

	it('is shown by the editor, with its fields', () => {
		const shown = catalogueProperties([resource]).filter(({ displayOptions }) => {
			const { operation } = displayOptions?.show ?? {};
			return operation?.includes('increase');
		});
		expect(shown.map(({ name }) => name)).toEqual(expect.arrayContaining(['trade_id', 'amount', 'currency', 'notify_url', 'options']));
	});

	it('is sent with its method, its checked amount and a derived request_id', () => {
		const body = buildBody(increase, {
			values: { trade_id: '4552eeea-1ae8', amount: '5', currency: 'EUR', description: 'More', notify: 'url' },
			account: { uid: '016683', tid: '', baseUrl: 'http://127.0.0.1', notifyUrl: 'http://127.0.0.1/hook' },
			stableIdentifier: (purpose) => `derived-${purpose}`,
			resumeUrl: () => '',
		});
		expect(body.method).toBe('v3.PreauthIncrement');
		expect(body.data).toMatchObject({ amount: '5.00', request_id: 'derived-request_id', notify_url: 'http://127.0.0.1/hook' });
	});

	it('is documented', () => {
		expect(operationsPage([resource], optionsOf)).toContain('### Pre-Authorization: Increase');
	});
});
