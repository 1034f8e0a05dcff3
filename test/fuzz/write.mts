import type { Fields } from './genuine.mts';
import type { Random } from './random.mts';

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const space = (random: Random): string => (random.chance(80) ? '' : random.pick([' ', '\n', '\t', '\r\n', '   ']));

const escaped = (character: string): string =>
	character
		.split('')
		.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');

function textOf(content: string, random: Random): string {
	// By character: half of one has no bytes, and JSON.stringify escapes it.
	const characters = [...content].map((character) => {
		if (random.chance(5)) return escaped(character);
		if (character === '/' && random.chance(50)) return '\\/';
		return JSON.stringify(character).slice(1, -1);
	});
	return `"${characters.join('')}"`;
}

function valueOf(value: string, random: Random): string {
	if (value === '' && random.chance(30)) return 'null';
	if (JSON_NUMBER.test(value) && random.chance(30)) return value;
	if ((value === 'true' || value === 'false') && random.chance(30)) return value;
	return textOf(value, random);
}

function objectOf(members: ReadonlyArray<readonly [string, string]>, random: Random): string {
	const texts = members.map(([key, text]) => `${space(random)}${textOf(key, random)}${space(random)}:${space(random)}${text}${space(random)}`);
	return `{${texts.length === 0 ? space(random) : texts.join(',')}}`;
}

/** `data` in one of the many ways there are to write it: key order, white space, escapes, numbers bare, null, 3ds nested. */
export function writeData(fields: Fields, random: Random): string {
	const all = random.shuffled(Object.entries(fields));
	const isNested = ([key]: readonly [string, string]): boolean => key.startsWith('3ds_');
	const nest = all.some(isNested) && random.chance(40);
	const members = all.filter((field) => !nest || !isNested(field)).map(([key, value]) => [key, valueOf(value, random)] as const);
	if (!nest) return objectOf(members, random);
	const inner = all.filter(isNested).map(([key, value]) => [key, valueOf(value, random)] as const);
	return objectOf(random.shuffled([...members, ['3ds', objectOf(inner, random)] as const]), random);
}

/** The envelope around `data`; `sign` as JSON text, so that it can be anything. */
export const writeEnvelope = (dataText: string, signText: string, random: Random): string =>
	objectOf(random.shuffled([['sign', signText] as const, ['data', dataText] as const]), random);

export interface Posted {
	readonly body: Buffer;
	readonly contentType: string | undefined;
}

/** The envelope in one of the wire forms of reference section 11. */
export function post(envelope: string, random: Random): Posted {
	const encode = random.pick([
		(text: string) => encodeURIComponent(text),
		(text: string) => encodeURIComponent(text).replaceAll('%20', '+'),
		(text: string) => new URLSearchParams({ a: text }).toString().slice(2),
	]);
	const [body, types] = random.pick([
		[envelope, ['application/json', 'application/json; charset=utf-8', 'application/x-www-form-urlencoded', 'text/plain', undefined]],
		[encode(envelope), ['application/x-www-form-urlencoded', undefined]],
		[`resultData=${encode(envelope)}`, ['application/x-www-form-urlencoded']],
	] as Array<[string, Array<string | undefined>]>);
	return { body: Buffer.from(body), contentType: random.pick(types) };
}
