import type { IDataObject } from 'n8n-workflow';

/** Splits CSV text (RFC 4180: quotes, doubled quotes, commas and line breaks in quotes) into rows of cells. */
function rows(text: string): string[][] {
	const table: string[][] = [];
	let row: string[] = [];
	const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/gy;
	const source = text.replace(/^\uFEFF/, '').replace(/[\r\n]+$/, '');
	if (source === '') return [];
	for (let match = cell.exec(source); match !== null; match = cell.exec(source)) {
		const [, content, separator] = match;
		row.push(content.startsWith('"') ? content.slice(1, -1).replaceAll('""', '"') : content);
		if (separator !== ',') {
			table.push(row);
			row = [];
		}
		if (cell.lastIndex >= source.length && separator !== ',') break;
	}
	if (row.length > 0) table.push(row);
	return table;
}

/**
 * Turns a CSV file with a header line into records; every value stays text, so amounts keep their digits.
 * Column names are trimmed; a cell without a column name is kept as `column_N`.
 */
export function parseCsv(text: string): IDataObject[] {
	const [header, ...lines] = rows(text);
	if (header === undefined) return [];
	return lines
		.filter((cells) => cells.some((cell) => cell.trim() !== ''))
		.map((cells) =>
			Object.fromEntries(cells.map((cell, index) => [header[index]?.trim() || `column_${index + 1}`, cell.trim()])),
		);
}
