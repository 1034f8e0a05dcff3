import type { IDataObject } from 'n8n-workflow';
import { explainCode, isSuccess } from '../../../protocol/codes';
import { NumberText, isJsonObject, parseJson, type JsonValue } from '../../../protocol/json';
import type { Answer, Operation } from '../catalogue/types';
import { GatewayError } from './gatewayError';
import type { RawAnswer } from './send';

/** Statements are long; anything beyond this is not an answer of this gateway. */
const LIMITS = { length: 32 * 1024 * 1024, depth: 32 };

/** The gateway does not say whether it acted before an internal error. */
const INTERNAL_ERROR = '-1000';

/** Numbers that count money keep their digits as text; other numbers become numbers where nothing is lost by it. */
function plain(value: JsonValue, key = ''): IDataObject[string] {
	if (value instanceof NumberText) {
		const isMoney = /amount|balance|available|reserve|usable|deposit|cost|fee|rate/i.test(key);
		return !isMoney && String(Number(value.text)) === value.text ? Number(value.text) : value.text;
	}
	if (Array.isArray(value)) return value.map((entry) => plain(entry, key)) as IDataObject[];
	if (!isJsonObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plain(entry, name)]));
}

/** Reads JSON text without losing digits of amounts; undefined if it is not a JSON object. */
function readEnvelope(body: string): Answer | undefined {
	try {
		const value = parseJson(body, LIMITS);
		return isJsonObject(value) ? (plain(value) as Answer) : undefined;
	} catch {
		return undefined;
	}
}

function unreadable(answer: RawAnswer, effect: Operation['effect']): GatewayError {
	const refusedOnTheWay = answer.statusCode >= 300 && answer.statusCode < 500 && answer.statusCode !== 408;
	const whatCame = `HTTP ${answer.statusCode}${answer.body.trim() === '' ? ' without content' : ', but no answer of the payment gateway'}`;
	if (refusedOnTheWay) {
		return new GatewayError(
			`The server at the Base URL answered ${whatCame}`,
			'Check the Base URL of the credential; a proxy or firewall in between can also answer like this. The call was not carried out.',
			'refused',
			`HTTP ${answer.statusCode}`,
		);
	}
	return new GatewayError(
		`YabandPay answered ${whatCame}`,
		effect === 'read' ? 'The gateway has a problem; try again later.' : 'The request reached the gateway, but its answer cannot be read.',
		'unknown',
		`HTTP ${answer.statusCode}`,
	);
}

/**
 * Reads the gateway's answer, reference section 1. HTTP 200 with `status: false` is an error, and so is a body that is no JSON.
 *
 * @returns the envelope; for a method that answers with a file, an envelope whose `data.file` is the file's text
 * @throws GatewayError with outcome `refused` where the gateway said no, `unknown` where it may have acted
 */
export function readAnswer(raw: RawAnswer, operation: Operation): Answer {
	const envelope = readEnvelope(raw.body);
	if (envelope === undefined || (envelope.status === undefined && envelope.code === undefined)) {
		const isFile = operation.answer?.csv && raw.statusCode === 200 && !/^\s*[<{]/.test(raw.body);
		if (isFile) return { status: true, code: '200', data: { file: raw.body } };
		throw unreadable(raw, operation.effect);
	}
	if (isSuccess(envelope)) return envelope;
	const code = String(envelope.code ?? '');
	const { what, why, todo } = explainCode(code, typeof envelope.message === 'string' ? envelope.message : undefined);
	const mayHaveActed = operation.effect !== 'read' && (code === INTERNAL_ERROR || raw.statusCode >= 500);
	throw new GatewayError(`${what} (${code || 'no code'})`, `${why} ${todo}`, mayHaveActed ? 'unknown' : 'refused', code);
}
