import { phpSign } from '../unit/protocol/php-rules.mts';
import { everyCut, joined } from '../unit/protocol/cuts.mts';
import type { Fields } from './genuine.mts';
import { amountText, freeText } from './genuine.mts';
import type { Random } from './random.mts';
import type { Posted } from './write.mts';
import { post, writeData, writeEnvelope } from './write.mts';

export interface Case {
	readonly fields: Fields;
	readonly sign: string;
	readonly secretKey: string;
}

type Mutation = (genuine: Case, random: Random) => Posted;

const quoted = (value: unknown): string => JSON.stringify(value);

const withFields =
	(change: (fields: Fields, random: Random) => Fields): Mutation =>
	({ fields, sign }, random) =>
		post(writeEnvelope(writeData(change(fields, random), random), quoted(sign), random), random);

const withSign =
	(change: (genuine: Case, random: Random) => string): Mutation =>
	(genuine, random) =>
		post(writeEnvelope(writeData(genuine.fields, random), change(genuine, random), random), random);

const withDataText =
	(change: (text: string, genuine: Case, random: Random) => string): Mutation =>
	(genuine, random) =>
		post(writeEnvelope(change(writeData(genuine.fields, random), genuine, random), quoted(genuine.sign), random), random);

/** Puts a member into an object's text, at its start. */
const inserted = (object: string, member: string): string => {
	const rest = object.slice(1);
	return `{${member}${rest.trim() === '}' ? '' : ','}${rest}`;
};

const otherText = (value: string, random: Random): string =>
	random.pick([
		() => `${value} `,
		() => `${value}0`,
		() => value.slice(1),
		() => value.toUpperCase(),
		() => value.toLowerCase(),
		() => value.normalize('NFC'),
		() => value.normalize('NFD'),
		() => String(Number(value)),
		() => freeText(random),
		() => amountText(random),
		() => '\ud83d',
		() => `${value}\ufeff`,
		() => 'paid',
	])();

const splitAnd = (text: string, random: Random): Fields => {
	const parts = text.split('&').length;
	// All cuts of a short string, and of a long one a single field more or less.
	return parts <= 11 ? random.pick(everyCut(text)) : recut(text, random);
};

function recut(text: string, random: Random): Fields {
	const fields: Array<[string, string]> = [];
	for (const part of text.split('&')) {
		const equals = part.indexOf('=');
		const last = fields.at(-1);
		const canStart = equals > 0 && (last === undefined || part.slice(0, equals) > last[0]);
		if (canStart && (last === undefined || random.chance(85))) fields.push([part.slice(0, equals), part.slice(equals + 1)]);
		else if (last !== undefined) last[1] += `&${part}`;
	}
	return Object.fromEntries(fields);
}

/** What may still be accepted, if it says the same or is marked ambiguous: the change may have changed nothing. */
export const CHANGES: Readonly<Record<string, Mutation>> = {
	'a value changed': withFields((fields, random) => {
		const key = random.pick(Object.keys(fields));
		return { ...fields, [key]: otherText(fields[key], random) };
	}),
	'two values exchanged': withFields((fields, random) => {
		const [a, b] = random.shuffled(Object.keys(fields));
		return { ...fields, [a]: fields[b], [b]: fields[a] };
	}),
	'the string cut elsewhere': withFields((fields, random) => splitAnd(joined(fields), random)),
	'bytes changed': (genuine, random) => {
		const { body, contentType } = post(writeEnvelope(writeData(genuine.fields, random), quoted(genuine.sign), random), random);
		const bytes = [...body];
		for (let count = 1 + random.below(3); count > 0; count -= 1) {
			const at = random.below(bytes.length);
			random.pick([
				() => (bytes[at] ^= 1 << random.below(8)),
				() => bytes.splice(at, 1),
				() => bytes.splice(at, 0, random.pick([0, 9, 10, 32, 34, 38, 43, 44, 58, 61, 92, 125, 0xff, 0xc3])),
				() => bytes.splice(at, 0, ...bytes.slice(at, at + random.below(20))),
			])();
		}
		return { body: Buffer.from(bytes), contentType };
	},
};

/** What must be refused whatever it says. */
export const FORGERIES: Readonly<Record<string, Mutation>> = {
	'a field removed': withFields((fields, random) => {
		const { [random.pick(Object.keys(fields))]: _, ...rest } = fields;
		return rest;
	}),
	'a field added': withFields((fields, random) => ({ ...fields, [`x${random.below(99)}`]: freeText(random) })),
	'a field renamed': withFields((fields, random) => {
		const key = random.pick(Object.keys(fields));
		const { [key]: value, ...rest } = fields;
		return { ...rest, [random.pick([`${key}_`, key.toUpperCase() === key ? `_${key}` : key.toUpperCase()])]: value };
	}),
	'a key twice': withDataText((text, { fields }, random) => {
		const key = random.pick(Object.keys(fields).filter((name) => !name.startsWith('3ds')));
		return inserted(text, `${quoted(key)}:${quoted(random.chance(50) ? fields[key] : 'paid')}`);
	}),
	'a prototype': withDataText((text, _, random) =>
		inserted(text, `${quoted(random.pick(['__proto__', 'constructor', 'prototype']))}:${random.pick(['{"state":"paid"}', 'null', '"x"'])}`),
	),
	'a value that is no text': withDataText((text, _, random) => inserted(text, `"x":${random.pick(['[]', '{}', '["paid"]', '{"a":"b"}', '[[[[[[1]]]]]]'])}`)),
	'a nested bomb': withDataText((text, _, random) => {
		const depth = 10 + random.below(5000);
		return inserted(text, `"x":${'['.repeat(depth)}${random.chance(50) ? ']'.repeat(depth) : ''}`);
	}),
	'data that is no object': withDataText((text, _, random) => random.pick([quoted(text), `[${text}]`, 'null', '1', 'true'])),
	'a body too large': withDataText((text) => `${text}${' '.repeat(70_000)}`),
	'a body cut off': (genuine, random) => {
		const body = Buffer.from(writeEnvelope(writeData(genuine.fields, random), quoted(genuine.sign), random).trim());
		return { body: body.subarray(0, random.below(body.length)), contentType: 'application/json' };
	},
	'a sign with a digit changed': withSign(({ sign }, random) => {
		const at = random.below(sign.length);
		return quoted(sign.slice(0, at) + random.pick([...'0123456789abcdef'].filter((digit) => digit !== sign[at])) + sign.slice(at + 1));
	}),
	'a sign of another form': withSign(({ sign }, random) =>
		random.pick([
			quoted(sign.replace(/[a-f]/, (digit) => digit.toUpperCase()).replace(/^\d{64}$/, '')),
			quoted(sign.slice(0, random.below(64))),
			quoted(`${sign}${random.pick(['0', ' ', '\n', '\u0000'])}`),
			quoted(Buffer.from(sign, 'hex').toString('base64')),
			quoted([sign]),
			quoted({ sign }),
			'null',
			'0',
			'true',
			'""',
		]),
	),
	'a sign of another key': withSign(({ fields, secretKey }, random) =>
		quoted(phpSign(fields, random.pick(['', ' ', `${secretKey} `, secretKey.toUpperCase(), 'another']))),
	),
	'a sign of other fields': withSign(({ fields, secretKey }) => quoted(phpSign({ ...fields, state: `${fields.state}.` }, secretKey))),
	'a content type of something else': (genuine, random) => ({
		...post(writeEnvelope(writeData(genuine.fields, random), quoted(genuine.sign), random), random),
		contentType: random.pick(['multipart/form-data; boundary=x', 'image/png', 'text/xml', 'application/json; charset=gbk', 'application/zip']),
	}),
};
