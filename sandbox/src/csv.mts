function cell(value: string): string {
	return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A CSV file with a header line (RFC 4180). @param rows all with the columns as their keys */
export function csvFile(columns: readonly string[], rows: ReadonlyArray<Record<string, string>>): string {
	const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
	return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}
