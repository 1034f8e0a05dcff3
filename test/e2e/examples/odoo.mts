import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Row = Record<string, unknown>;

interface Call {
	id: number;
	params: { service: string; method: string; args: unknown[] };
}

/** An Odoo as far as its JSON-RPC interface is used here: log in, search_read with "=", create. */
export interface Odoo {
	url: string;
	/** What was created, by model. */
	records: Record<string, Row[]>;
	/** How many calls of "create" do their work but lose the answer, from now on. */
	loseAnswers: number;
	/** How many calls of "create" fail before they do anything, from now on. */
	fail: number;
	close(): void;
}

function search(rows: Row[], domain: Array<[string, string, unknown]>, limit: number): Row[] {
	const found = rows.filter((row) => domain.every(([field, operator, value]) => operator === '=' && row[field] === value));
	return limit > 0 ? found.slice(0, limit) : found;
}

/** Starts it on a free port of 127.0.0.1, with the currencies EUR and GBP. */
export async function startOdoo(): Promise<Odoo> {
	const records: Odoo['records'] = { 'res.currency': [{ id: 125, name: 'EUR' }, { id: 142, name: 'GBP' }], 'account.payment': [] };
	const odoo: Odoo = { url: '', records, loseAnswers: 0, fail: 0, close: () => undefined };
	const answer = ({ params: { service, args } }: Call): unknown => {
		if (service === 'common') return 7;
		const [, , , model, operation, values, , , limit] = args as [string, number, string, string, string, unknown, unknown, number, number];
		if (operation === 'search_read') return search(records[model], values as Array<[string, string, unknown]>, limit);
		if (odoo.fail > 0) {
			odoo.fail -= 1;
			throw new Error('busy');
		}
		const id = records[model].push({ id: records[model].length + 1, ...(values as Row) });
		if (odoo.loseAnswers > 0) {
			odoo.loseAnswers -= 1;
			throw new Error('answer lost');
		}
		return id;
	};
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const call = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Call;
		try {
			response.setHeader('content-type', 'application/json').end(JSON.stringify({ jsonrpc: '2.0', id: call.id, result: answer(call) }));
		} catch {
			response.writeHead(502).end('Bad gateway');
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	odoo.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	odoo.close = () => {
		server.closeAllConnections();
		server.close();
	};
	return odoo;
}
