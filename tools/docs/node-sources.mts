import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { PROJECT_FOLDER } from '../n8n/pack.mts';

const SOURCE = /\/(nodes|protocol|credentials)\/.+\.ts$/;

/**
 * Lets this process `require` the node's TypeScript sources as they are, without a build that could be out of date. Node.js
 * itself cannot: it knows neither imports without an extension nor parameter properties.
 *
 * @returns a `require` whose relative paths start in the project's folder
 */
export function requireNodeSources(): NodeJS.Require {
	registerHooks({
		resolve(specifier, context, next) {
			if (!specifier.startsWith('.') || !SOURCE.test(context.parentURL ?? '')) return next(specifier, context);
			for (const ending of ['.ts', '/index.ts']) {
				try {
					return next(`${specifier}${ending}`, context);
				} catch {
					// The other ending will do, or the error below says that neither does.
				}
			}
			return next(specifier, context);
		},
		load(url, context, next) {
			if (!SOURCE.test(url)) return next(url, context);
			const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), 'utf8'), {
				compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
			});
			return { format: 'commonjs', source: outputText, shortCircuit: true };
		},
	});
	return createRequire(`${PROJECT_FOLDER}/package.json`);
}
