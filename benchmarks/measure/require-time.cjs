// Times how long it takes to load files after n8n-workflow, in a process of its own:
//
//   node require-time.cjs <n8n's node_modules> <file> …
//
// NODE_PATH has to be the same folder: then everything loads the same copy of n8n-workflow, as in n8n.

const { performance } = require('node:perf_hooks');

const [n8nModules, ...files] = process.argv.slice(2);
require(require.resolve('n8n-workflow', { paths: [n8nModules] }));

const started = performance.now();
for (const file of files) require(file);
process.stdout.write(String(performance.now() - started));
