const COLUMN_LIMIT = 44;

/**
 * Draws records side by side: a row per field, a column per record.
 *
 * @param columns titles and records; a field that a record lacks stays empty
 * @returns the table's lines, each at most as wide as its longest values, which are cut at 44 characters
 */
export function drawTable(columns: Array<{ title: string; record: object }>): string[] {
	const fields = [...new Set(columns.flatMap(({ record }) => Object.keys(record)))];
	const rows = [
		['', ...columns.map(({ title }) => title)],
		...fields.map((field) => [field, ...columns.map(({ record }) => asText((record as Record<string, unknown>)[field]))]),
	].map((row) => row.map((cell) => (cell.length > COLUMN_LIMIT ? `${cell.slice(0, COLUMN_LIMIT - 1)}…` : cell)));
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	const rule = (left: string, middle: string, right: string) =>
		left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
	const line = (row: string[]) => `│${row.map((cell, column) => ` ${cell.padEnd(widths[column])} `).join('│')}│`;
	const [head, ...body] = rows.map(line);
	return [rule('┌', '┬', '┐'), head, rule('├', '┼', '┤'), ...body, rule('└', '┴', '┘')];
}

function asText(value: unknown): string {
	if (value === undefined) return '';
	return typeof value === 'string' ? value : JSON.stringify(value);
}
