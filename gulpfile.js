'use strict';

const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');
const { n8n } = require('./package.json');

const clean = () => rm('dist', { recursive: true, force: true });

const checkTypes = () =>
	promisify(execFile)(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit']).catch((error) => {
		throw new Error(error.stdout || error.message);
	});

/** `dist/nodes/X/X.node.js` is made from `nodes/X/X.node.ts`; rolldown names the output after the key. */
const entries = Object.fromEntries(
	[...n8n.credentials, ...n8n.nodes].map((path) => {
		const name = path.replace(/^dist\/|\.js$/g, '');
		return [name, `${name}.ts`];
	}),
);

/**
 * One file per node and credential, since n8n starts faster the fewer files it has to find, read and compile. What they share
 * stays in files of its own: the trigger's memory of notifications must exist once. Nothing is minified, so that whoever
 * reviews the package can read it.
 */
const bundle = async () => {
	const { build } = await import('rolldown');
	await build({
		input: entries,
		external: ['n8n-workflow'],
		platform: 'node',
		tsconfig: 'tsconfig.json',
		output: {
			dir: 'dist',
			format: 'cjs',
			exports: 'named',
			strict: true,
			chunkFileNames: 'shared/[name].js',
			codeSplitting: {
				groups: [
					{ name: 'protocol', test: /[\\/]protocol[\\/]/, minShareCount: 2, priority: 2 },
					{ name: 'gateway', minShareCount: 2, priority: 1 },
				],
			},
		},
		logLevel: 'warn',
	});
};

// `encoding: false` keeps gulp 5 from re-encoding files as UTF-8 text.
const copyIcons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const copyNodeFiles = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { encoding: false }).pipe(dest('dist/nodes'));

exports.clean = clean;
exports.build = series(clean, parallel(checkTypes, bundle, copyIcons, copyNodeFiles));
exports.default = exports.build;
