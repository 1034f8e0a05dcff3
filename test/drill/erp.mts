import type { N8nInstall } from '../../tools/n8n/install.mts';
import type { PostgresServer } from '../../tools/queue/postgres.mts';

/** One line of the ERP's table `sales`. */
export interface Booking {
	trade_id: string;
	order_id: string;
	/** As PostgreSQL writes a numeric(15, 3). */
	amount: string;
	currency: string;
	booked_by: string;
	execution_id: string;
}

/** The part of node-postgres that is used here; n8n brings it along. */
interface Client {
	connect(): Promise<void>;
	query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
	end(): Promise<void>;
}

export const ERP_DATABASE = 'erp';

/**
 * `sales` is the table of examples/pos-sale-to-erp.json. A trigger notes every attempt to write a line, also one that the
 * primary key stops. `unguarded_sales` is the same without the key, for a shop that relies on luck.
 */
const TABLES = `
	CREATE TABLE sales (
		trade_id text PRIMARY KEY, order_id text NOT NULL, amount numeric(15, 3) NOT NULL, currency char(3) NOT NULL,
		booked_by text, execution_id text, booked_at timestamptz NOT NULL DEFAULT now()
	);
	CREATE TABLE unguarded_sales (LIKE sales INCLUDING DEFAULTS);
	CREATE TABLE attempts (order_id text NOT NULL, booked_by text, execution_id text, at timestamptz NOT NULL DEFAULT now());
	CREATE FUNCTION note_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
	BEGIN
		INSERT INTO attempts (order_id, booked_by, execution_id) VALUES (NEW.order_id, NEW.booked_by, NEW.execution_id);
		RETURN NEW;
	END $$;
	CREATE TRIGGER note_attempt BEFORE INSERT ON sales FOR EACH ROW EXECUTE FUNCTION note_attempt();
	CREATE TRIGGER note_attempt BEFORE INSERT ON unguarded_sales FOR EACH ROW EXECUTE FUNCTION note_attempt();
`;

/** The shop's bookkeeping: a PostgreSQL database of its own. */
export class Erp {
	readonly #server: PostgresServer;
	readonly #install: N8nInstall;

	static async create(server: PostgresServer, install: N8nInstall): Promise<Erp> {
		await server.createDatabase(ERP_DATABASE);
		const erp = new Erp(server, install);
		await erp.#query(TABLES);
		return erp;
	}

	private constructor(server: PostgresServer, install: N8nInstall) {
		this.#server = server;
		this.#install = install;
	}

	/** The fields of n8n's Postgres credential. */
	get credential(): Record<string, string | number> {
		return { ...this.#login(), maxConnections: 20, ssl: 'disable' };
	}

	/** The bookings of the sales whose order_id begins with a text. */
	async bookings(prefix: string, table = 'sales'): Promise<Booking[]> {
		const columns = 'trade_id, order_id, amount::text, currency, booked_by, execution_id';
		return (await this.#query(`SELECT ${columns} FROM ${table} WHERE order_id LIKE $1 || '%'`, [prefix])) as Booking[];
	}

	/** How often somebody tried to book a sale whose order_id begins with a text. */
	async attempts(prefix: string): Promise<number> {
		const sql = "SELECT count(*)::int AS n FROM attempts WHERE order_id LIKE $1 || '%'";
		const [{ n }] = (await this.#query(sql, [prefix])) as [{ n: number }];
		return n;
	}

	/** Switches the database off for a while: open sessions end, new ones are refused. @param ms milliseconds */
	async beAway(ms: number): Promise<void> {
		await this.#server.setReachable(ERP_DATABASE, false);
		await new Promise((resolve) => setTimeout(resolve, ms));
		await this.#server.setReachable(ERP_DATABASE, true);
	}

	#login(): { host: string; port: number; user: string; password: string; database: string } {
		const { port, user, password } = this.#server;
		return { host: '127.0.0.1', port, user, password, database: ERP_DATABASE };
	}

	async #query(sql: string, values?: unknown[]): Promise<unknown[]> {
		const { Client } = this.#install.require('pg') as { Client: new (login: object) => Client };
		const client = new Client(this.#login());
		await client.connect();
		try {
			return (await client.query(sql, values)).rows;
		} finally {
			await client.end();
		}
	}
}
