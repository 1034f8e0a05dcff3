import { createServer, type AddressInfo } from 'node:net';

/**
 * Finds TCP ports on 127.0.0.1 that nobody listens on at the moment.
 *
 * @param count how many; all different
 */
export async function findFreePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(
		Array.from({ length: count }, async () => {
			const server = createServer();
			await new Promise<void>((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', resolve));
			return server;
		}),
	);
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	return ports;
}
