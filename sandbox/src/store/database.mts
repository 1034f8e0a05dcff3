import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

import { SCHEMA, TABLES } from './schema.mts';

export type Row = Record<string, SQLInputValue>;

/** SQLite with its statements prepared once, and one transaction at a time. */
export class Database {
	readonly #connection: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();
	#inTransaction = false;

	/** @param path a file, made when missing, or `:memory:` */
	constructor(path: string) {
		this.#connection = new DatabaseSync(path);
		if (path !== ':memory:') this.#connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
		this.#connection.exec(SCHEMA);
	}

	#prepare(sql: string): StatementSync {
		const known = this.#statements.get(sql);
		if (known) return known;
		const statement = this.#connection.prepare(sql);
		this.#statements.set(sql, statement);
		return statement;
	}

	/** Runs a statement that changes something; returns how many rows it changed. */
	run(sql: string, ...values: SQLInputValue[]): number {
		return Number(this.#prepare(sql).run(...values).changes);
	}

	/** The first row, or undefined. */
	get<T>(sql: string, ...values: SQLInputValue[]): T | undefined {
		return this.#prepare(sql).get(...values) as T | undefined;
	}

	/** All rows. */
	all<T>(sql: string, ...values: SQLInputValue[]): T[] {
		return this.#prepare(sql).all(...values) as T[];
	}

	/** Inserts one row; the columns are the keys. */
	insert(table: string, row: Row): void {
		const columns = Object.keys(row);
		const marks = columns.map(() => '?').join(', ');
		this.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, ...Object.values(row));
	}

	/** Sets columns of the rows whose `key` column has this value. */
	update(table: string, key: string, value: SQLInputValue, changes: Row): void {
		const columns = Object.keys(changes).map((column) => `${column} = ?`);
		this.run(`UPDATE ${table} SET ${columns.join(', ')} WHERE ${key} = ?`, ...Object.values(changes), value);
	}

	/** All or nothing: what `work` changed is undone when it throws. A transaction within a transaction is part of it. */
	transaction<T>(work: () => T): T {
		if (this.#inTransaction) return work();
		this.#connection.exec('BEGIN');
		this.#inTransaction = true;
		try {
			const result = work();
			this.#connection.exec('COMMIT');
			return result;
		} catch (error) {
			this.#connection.exec('ROLLBACK');
			throw error;
		} finally {
			this.#inTransaction = false;
		}
	}

	/** Forgets all that happened. */
	clear(): void {
		this.transaction(() => TABLES.forEach((table) => this.run(`DELETE FROM ${table}`)));
	}

	/** A stored setting, or the one made now and stored. */
	setting(key: string, make: () => string): string {
		const row = this.get<{ value: string }>('SELECT value FROM settings WHERE key = ?', key);
		if (row) return row.value;
		const value = make();
		this.insert('settings', { key, value });
		return value;
	}

	close(): void {
		this.#connection.close();
	}
}
