import type { IDataObject } from 'n8n-workflow';
import { normalizeState } from '../../../protocol/states';
import type { Answer, AnswerShape } from '../catalogue/types';
import { parseCsv } from './csv';

/** What every payment answer carries, at the same place. */
const FIRST = ['trade_id', 'order_id', 'state', 'amount', 'currency', 'url'];

const isRecord = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function withOneSpelling(record: IDataObject, states: AnswerShape['states']): IDataObject {
	if (states === undefined || typeof record.state !== 'string') return record;
	return { ...record, state: normalizeState(states, record.state), raw_state: record.state };
}

function inOrder(record: IDataObject): IDataObject {
	const known = FIRST.filter((name) => record[name] !== undefined && record[name] !== '');
	return { ...Object.fromEntries(known.map((name) => [name, record[name]])), ...record };
}

function simplified(record: IDataObject, keep: readonly string[]): IDataObject {
	return Object.fromEntries(keep.filter((name) => record[name] !== undefined).map((name) => [name, record[name]]));
}

function recordsOf({ data = {}, response_id }: Answer, shape: AnswerShape): IDataObject[] {
	if (typeof data.file === 'string') return parseCsv(data.file);
	const inner = shape.record === undefined ? undefined : data[shape.record];
	const record = isRecord(inner) ? inner : data;
	const list = shape.list === undefined ? undefined : record[shape.list];
	if (Array.isArray(list)) return list.filter(isRecord);
	return [response_id === undefined ? record : { ...record, response_id }];
}

/**
 * Turns an answer into the JSON of items: one per record. States get one spelling with the gateway's own kept in
 * `raw_state`; fields this package does not know pass through unchanged.
 *
 * @param simplify keep only the fields most people use
 */
export function toItems(answer: Answer, shape: AnswerShape = {}, simplify = false): IDataObject[] {
	return recordsOf(answer, shape)
		.map((record) => inOrder(withOneSpelling(record, shape.states)))
		.map((record) => (simplify && shape.simplify ? simplified(record, [...shape.simplify, 'raw_state']) : record));
}
