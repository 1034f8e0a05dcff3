import { describe, expect, it } from 'vitest';
import type { SecretKeys } from '../../../protocol/signature.ts';
import { NotificationError, parseNotification, verifyNotification } from '../../../protocol/notification.ts';
import { phpSign, phpVerify } from './php-rules.mts';
import { PAYMENT, PAYOUT, REFUND, SECRET_KEY } from './samples.mts';

type Fields = Record<string, unknown>;
interface Forgery {
	readonly name: string;
	readonly body: string;
	readonly contentType?: string;
	readonly keys?: SecretKeys;
	readonly status: number;
}

const KEYS = { current: SECRET_KEY, previous: 'the key before' };
const GENUINE = { payment: PAYMENT, refund: REFUND, payout: PAYOUT };

const changed = (value: string): string[] => [
	`${value} `,
	` ${value}`,
	`${value}0`,
	value === '' ? 'x' : '',
	value.toUpperCase() === value ? `${value}\u0000` : value.toUpperCase(),
	`${value}\u200b`,
];

function forgeries(fields: Readonly<Record<string, string>>): Forgery[] {
	const sign = phpSign(fields, SECRET_KEY);
	const body = (data: unknown, signature: unknown = sign): string => JSON.stringify({ sign: signature, data });
	const list: Forgery[] = [];
	const add = (name: string, text: string, status: number, more: Partial<Forgery> = {}): void => {
		list.push({ name, body: text, status, ...more });
	};
	for (const [key, value] of Object.entries(fields)) {
		for (const other of changed(value)) add(`${key} changed to ${JSON.stringify(other)}`, body({ ...fields, [key]: other }), 401);
		const { [key]: _, ...without } = fields as Fields;
		add(`${key} removed`, body(without), 401);
		add(`${key} renamed`, body({ ...without, [`${key}_`]: value }), 401);
		add(`${key} as null`, body({ ...fields, [key]: null }), 401);
		add(`${key} as a list`, body({ ...fields, [key]: [value] }), 400);
		add(`${key} as an object`, body({ ...fields, [key]: { value } }), 400);
		add(`${key} as true`, body({ ...fields, [key]: true }), 401);
		if (/^\d+\.\d*0$/.test(value)) add(`${key} as a number without its zeros`, body({ ...fields, [key]: Number(value) }), 401);
		const text = JSON.stringify(fields);
		add(`${key} twice`, `{"sign":"${sign}","data":${text.replace(/\}$/, `,${JSON.stringify(key)}:"x"}`)}}`, 400);
	}
	add('a field added', body({ ...fields, extra: '' }), 401);
	add('a nested 3ds added', body({ ...fields, '3ds': { extra: '1' } }), 401);
	add('a prototype added', `{"sign":"${sign}","data":{"__proto__":{"state":"paid"},${JSON.stringify(fields).slice(1)}}`, 400);
	add('two values exchanged', body({ ...fields, amount: fields.state, state: fields.amount }), 401);
	add('data twice', `{"sign":"${sign}","data":${JSON.stringify(fields)},"data":{}}`, 400);
	add('sign twice', `{"sign":"${sign}","sign":"${sign}","data":${JSON.stringify(fields)}}`, 400);
	add('data as JSON text', body(JSON.stringify(fields)), 400);
	add('a nested bomb', `{"sign":"${sign}","data":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, 400);
	add('a list bomb', '['.repeat(60_000), 400);
	add('a huge body', body({ ...fields, demo: 'x'.repeat(70_000) }), 413);
	add('many fields', body({ ...fields, ...Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`f${index}`, '1'])) }), 401);
	add('a wrong content type', body(fields), 400, { contentType: 'multipart/form-data; boundary=x' });
	add('form fields instead of JSON', new URLSearchParams({ sign, ...fields }).toString(), 400);
	for (const [name, signature] of Object.entries({
		'upper case': sign.toUpperCase(),
		truncated: sign.slice(0, 63),
		extended: `${sign}0`,
		'with a blank': ` ${sign}`,
		base64: Buffer.from(sign, 'hex').toString('base64'),
		empty: '',
		missing: undefined,
		null: null,
		number: 12345,
		true: true,
		list: [sign],
		object: { sign },
		zeros: '0'.repeat(64),
		'of another key': phpSign(fields, 'another key'),
		'of an empty key': phpSign(fields, ''),
		'of the older key': phpSign(fields, 'two keys before'),
		'of the other fields': phpSign({ ...fields, state: 'failed' }, SECRET_KEY),
		'with the key in the text': phpSign({ ...fields, key: SECRET_KEY }, SECRET_KEY),
	})) {
		// `undefined` cannot be passed as an argument that has a default.
		add(`a sign ${name}`, signature === undefined ? JSON.stringify({ data: fields }) : body(fields, signature), 401);
	}
	for (const blank of ['', ' ', '\t \n']) {
		const signed = body(fields, phpSign(fields, blank));
		add(`no secret key, signed with ${JSON.stringify(blank)}`, signed, 401, { keys: { current: blank } });
		add(`a blank previous key ${JSON.stringify(blank)}`, signed, 401, { keys: { current: SECRET_KEY, previous: blank } });
	}
	return list;
}

describe.each(Object.entries(GENUINE))('forged %s', (_, fields) => {
	const sign = phpSign(fields, SECRET_KEY);

	it('is told from the genuine one', () => {
		const received = parseNotification(JSON.stringify({ sign, data: fields }));
		expect(verifyNotification(received, KEYS)).toMatchObject({ key: 'current', ambiguous: false });
		expect(phpVerify(received.fields, received.sign, SECRET_KEY)).toBe(true);
	});

	it.each(forgeries(fields))('$name: $status', ({ body, contentType, keys, status }) => {
		let refusal: unknown;
		try {
			verifyNotification(parseNotification(body, contentType), keys ?? KEYS);
		} catch (error) {
			refusal = error;
		}
		expect(refusal).toBeInstanceOf(NotificationError);
		expect((refusal as NotificationError).httpStatus).toBe(status);
	});
});
