import { findFreePorts } from '../../tools/free-ports.mts';
import { Inspector } from '../measure/profile.mts';
import { openBench, type Bench } from './shop.mts';

/** Does something with a profiler in an n8n of its own, since a profiler slows down what it looks at. */
export async function withProfiler<T>(work: (bench: Bench, inspector: Inspector) => Promise<T>): Promise<T> {
	const [port] = await findFreePorts(1);
	const bench = await openBench({ NODE_OPTIONS: `--inspect=127.0.0.1:${port}` });
	try {
		const inspector = await Inspector.connect(port);
		const result = await work(bench, inspector);
		inspector.close();
		return result;
	} finally {
		await bench.dispose();
	}
}
