import { installN8n } from '../../../tools/n8n/install.mts';
import type { NewCredential } from '../../../tools/n8n/api.mts';
import { readExample } from '../../../tools/n8n/workflows.mts';
import { PostgresServer } from '../../../tools/queue/postgres.mts';

const DATABASE = 'erp';

interface Client {
	connect(): Promise<void>;
	query(sql: string, values?: unknown[]): Promise<{ rows: Array<Record<string, unknown>> }>;
	end(): Promise<void>;
}

/** A throwaway PostgreSQL with the table `sales`, made by the statement that the example's own note tells the user to run. */
export class ErpDatabase {
	readonly credential: NewCredential;
	readonly #server: PostgresServer;
	readonly #client: Client;

	static async open(): Promise<ErpDatabase> {
		const server = await PostgresServer.start();
		await server.createDatabase(DATABASE);
		const { Client } = (await installN8n(console.log)).require('pg') as { Client: new (config: object) => Client };
		const { port, user, password } = server;
		const client = new Client({ host: '127.0.0.1', port, user, password, database: DATABASE });
		await client.connect();
		await client.query(await tableStatement());
		return new ErpDatabase(server, client);
	}

	private constructor(server: PostgresServer, client: Client) {
		this.#server = server;
		this.#client = client;
		const { port, user, password } = server;
		const data = { host: '127.0.0.1', port, user, password, database: DATABASE, ssl: 'disable', sshTunnel: false };
		this.credential = { name: 'ERP database', type: 'postgres', data };
	}

	async query(sql: string, ...values: unknown[]): Promise<Array<Record<string, unknown>>> {
		return (await this.#client.query(sql, values)).rows;
	}

	async close(): Promise<void> {
		await this.#client.end();
		await this.#server.dispose();
	}
}

async function tableStatement(): Promise<string> {
	const { nodes } = await readExample('pos-sale-to-erp.json');
	const statements = nodes.flatMap(({ parameters }) => /```sql\n([\s\S]*?)```/.exec(String(parameters.content))?.[1] ?? []);
	if (statements.length !== 1) throw new Error('pos-sale-to-erp.json should tell the statement that makes its table, once');
	return statements[0];
}
