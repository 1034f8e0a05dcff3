import { gzipSync } from 'node:zlib';
import { signFields } from '../harness/signing.mts';
import { KEY, paidSale, signed } from './notifications.mts';

/** A call of the webhook that must start nothing. */
export interface Forgery {
	readonly what: string;
	readonly body: string | Uint8Array<ArrayBuffer>;
	/** null: no Content-Type header */
	readonly contentType: string | null;
	readonly headers?: Readonly<Record<string, string>>;
	/** the statuses that are right */
	readonly statuses: readonly number[];
}

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';

const bytes = (...parts: Array<string | number[]>): Uint8Array<ArrayBuffer> =>
	new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)));

const forgery = (
	what: string,
	statuses: number | number[],
	body: string | Uint8Array<ArrayBuffer>,
	contentType: string | null = JSON_TYPE,
	headers?: Record<string, string>,
): Forgery => ({ what, body, contentType, headers, statuses: [statuses].flat() });

type Fields = Readonly<Record<string, string>>;

/** JSON of an object whose values are written as given: numbers keep their digits, a key can be there twice. */
const written = (members: ReadonlyArray<readonly [string, string]>): string =>
	`{${members.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`;

const texts = (fields: Fields): Array<[string, string]> =>
	Object.entries(fields).map(([key, value]) => [key, JSON.stringify(value)]);

/** Each field of a genuine notification changed, emptied, removed, renamed, doubled and given another type. */
function perField(fields: Fields, sign: string): Forgery[] {
	const envelope = (data: string): string => `{"sign":"${sign}","data":${data}}`;
	const withText = (key: string, text: string): string =>
		envelope(written(texts(fields).map(([name, value]) => [name, name === key ? text : value])));
	return Object.entries(fields).flatMap(([key, value]) => {
		const others = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
		const typed: Array<[string, number[]]> = [
			['null', [401]],
			['true', [401]],
			['-0', [401]],
			['1e2', [401]],
			['[]', [400]],
			['{}', [400]],
			[`[${JSON.stringify(value)}]`, [400]],
			[`{"$":${JSON.stringify(value)}}`, [400]],
		];
		return [
			forgery(`${key} changed`, 401, withText(key, JSON.stringify(`${value}0`))),
			forgery(`${key} with a blank behind`, 401, withText(key, JSON.stringify(`${value} `))),
			forgery(`${key} emptied`, 401, withText(key, '""')),
			forgery(`${key} removed`, 401, envelope(JSON.stringify(others))),
			forgery(`${key} renamed`, 401, envelope(JSON.stringify({ ...others, [`${key}_`]: value }))),
			forgery(`${key} twice, the same`, 400, envelope(written([...texts(fields), [key, JSON.stringify(value)]]))),
			forgery(`${key} twice, another first`, 400, envelope(written([[key, '"x"'], ...texts(fields)]))),
			...typed.map(([text, statuses]) => forgery(`${key} as ${text.slice(0, 6)}`, statuses, withText(key, text))),
		];
	});
}

function signs(fields: Fields, sign: string, key: string): Forgery[] {
	const withSign = (value: unknown): string => JSON.stringify({ sign: value, data: fields });
	const values: Array<[string, unknown]> = [
		['empty', ''],
		['in capitals', sign.toUpperCase()],
		['with one capital', sign.replace(/[a-f]/, (letter) => letter.toUpperCase())],
		['cut short', sign.slice(0, -1)],
		['with a digit more', `${sign}0`],
		['with a blank in front', ` ${sign}`],
		['with a line break behind', `${sign}\n`],
		['of another notification', signFields({ ...fields, amount: '1.00' }, key)],
		['of zeros', '0'.repeat(64)],
		['a number', 12345],
		['true', true],
		['null', null],
		['a list', [sign]],
		['an object', { toString: sign }],
	];
	return [
		...values.map(([what, value]) => forgery(`sign ${what}`, 401, withSign(value))),
		forgery('sign missing', 401, JSON.stringify({ data: fields })),
		forgery('sign twice', 400, `{"sign":"${sign}","sign":"${sign}","data":${JSON.stringify(fields)}}`),
		forgery('signed with another key', 401, signed(fields, `${key}x`)),
		forgery('signed with an empty key', 401, signed(fields, '')),
		forgery('signed with a blank key', 401, signed(fields, ' ')),
		forgery('signed with the key and a blank', 401, signed(fields, `${key} `)),
		forgery('signed with a request\'s fields', 401, JSON.stringify({ sign: signFields({ ...fields, method: 'v3.QueryOrder' }, key), data: fields })),
	];
}

function shapes(fields: Fields, sign: string): Forgery[] {
	const genuine = JSON.stringify({ sign, data: fields });
	const withData = (data: string): string => `{"sign":"${sign}","data":${data}}`;
	const inData = (member: string): string => genuine.replace('"data":{', `"data":{${member},`);
	return [
		forgery('a field more', 401, inData('"extra":"1"')),
		forgery('an empty field more', 401, inData('"extra":""')),
		forgery('a null field more', 401, inData('"extra":null')),
		forgery('__proto__ in data', [400, 401], inData('"__proto__":"paid"')),
		forgery('__proto__ as an object in data', 400, inData('"__proto__":{"state":"paid"}')),
		forgery('__proto__ beside data', 400, `{"__proto__":{"sign":"${sign}"},"sign":"${sign}","data":${JSON.stringify(fields)}}`),
		forgery('constructor in data', [400, 401], inData('"constructor":{"prototype":{"state":"paid"}}')),
		forgery('data missing', 400, `{"sign":"${sign}"}`),
		forgery('data null', 400, withData('null')),
		forgery('data a text', 400, withData(JSON.stringify(JSON.stringify(fields)))),
		forgery('data a list', 400, withData(`[${JSON.stringify(fields)}]`)),
		forgery('data twice', 400, `{"sign":"${sign}","data":${JSON.stringify(fields)},"data":${JSON.stringify(fields)}}`),
		forgery('data empty', 401, withData('{}')),
		forgery('a list instead of an object', 400, `[${genuine}]`),
		forgery('a text instead of an object', 400, JSON.stringify(genuine)),
		forgery('two notifications', 400, `${genuine}${genuine}`),
		forgery('cut short', 400, genuine.slice(0, -2)),
		forgery('a comment in it', 400, `/**/${genuine}`),
		forgery('a trailing comma', 400, genuine.replace('}}', '},}')),
		forgery('single quotes', 400, genuine.replaceAll('"', '\'')),
		forgery('nothing', 400, ''),
		forgery('blanks', 400, ' \n '),
		forgery('a form without resultData', 400, 'sign=1&data=2', FORM),
		forgery('resultData twice', 400, `resultData=${encodeURIComponent(genuine)}&resultData=${encodeURIComponent(genuine)}`, FORM),
		forgery('resultData wrongly url-encoded', 400, 'resultData=%7B%2', FORM),
		forgery('resultData with text that is no UTF-8', 400, 'resultData=%7B%22%ff%22:1%7D', FORM),
		forgery('bytes that are no UTF-8', 400, bytes(genuine.slice(0, -1), [0xff], '}')),
		forgery('half a character', 400, inData('"x":"\\ud83d"')),
		forgery('UTF-16', 400, new Uint8Array(Buffer.from(genuine, 'utf16le'))),
	];
}

function labels(fields: Fields, sign: string): Forgery[] {
	const genuine = JSON.stringify({ sign, data: fields });
	const multipart = `--b\r\ncontent-disposition: form-data; name="resultData"\r\n\r\n${genuine}\r\n--b--\r\n`;
	return [
		forgery('labelled as octets', 400, genuine, 'application/octet-stream'),
		forgery('labelled as XML', 400, genuine, 'application/xml'),
		forgery('labelled as text/xml', 400, genuine, 'text/xml'),
		forgery('XML', 400, '<xml><sign>1</sign></xml>', 'text/xml'),
		forgery('labelled as a picture', 400, genuine, 'image/png'),
		forgery('multipart', 400, multipart, 'multipart/form-data; boundary=b'),
		forgery('multipart without a boundary', 400, multipart, 'multipart/form-data'),
		forgery('in a character set that is not UTF-8', [400, 422], genuine, 'application/json; charset=gbk'),
		forgery('said to be gzip', 400, genuine, JSON_TYPE, { 'content-encoding': 'gzip' }),
		forgery('said to be deflate', 400, genuine, JSON_TYPE, { 'content-encoding': 'deflate' }),
	];
}

function bombs(fields: Fields, sign: string): Forgery[] {
	const nested = (open: string, close: string, depth: number): string =>
		`{"sign":"${sign}","data":${open.repeat(depth)}1${close.repeat(depth)}}`;
	const many = Array.from({ length: 8_000 }, (_, index) => `"${index.toString(36)}":1`).join(',');
	const blanks = new Uint8Array(gzipSync(Buffer.alloc(20 * 1024 * 1024, ' ')));
	return [
		forgery('lists in lists', 400, nested('[', ']', 20_000)),
		forgery('objects in objects', 400, nested('{"a":', '}', 9_000)),
		forgery('lists that are never closed', 400, '['.repeat(60_000)),
		forgery('one level too deep', 400, nested('{"3ds":{"a":{"b":', '}}}', 1)),
		forgery('8,000 fields', 401, `{"sign":"${sign}","data":{${many}}}`),
		forgery('a number of 60,000 digits', 401, JSON.stringify({ sign, data: fields }).replace('"24.90"', `24.${'9'.repeat(60_000)}`)),
		forgery('a body of 70 kB', 413, JSON.stringify({ sign, data: { ...fields, demo: 'x'.repeat(70_000) } })),
		forgery('a body of 2 MB', 413, ' '.repeat(2 * 1024 * 1024)),
		forgery('1 MB, compressed', 413, new Uint8Array(gzipSync(Buffer.alloc(1024 * 1024, ' '))), JSON_TYPE, { 'content-encoding': 'gzip' }),
		forgery('20 MB, compressed', 413, blanks, JSON_TYPE, { 'content-encoding': 'gzip' }),
	];
}

/**
 * The forgery matrix: calls made from a genuine notification that must all be refused.
 *
 * @param fields what the genuine notification says
 * @param key the secret key it is signed with
 */
export function forgeries(fields: Fields = paidSale(), key = KEY): Forgery[] {
	const sign = signFields(fields, key);
	const make = [perField(fields, sign), signs(fields, sign, key), shapes(fields, sign), labels(fields, sign), bombs(fields, sign)];
	return make.flat();
}
