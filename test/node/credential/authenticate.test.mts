import { describe, expect, it } from 'vitest';
import { authenticate } from '../harness/credentials.mts';
import { expectedSignature, type SignedBody } from '../harness/signing.mts';

const secretKey = 'k3y for tests: ünïcode € 支付';
const credential = { uid: '016683', tid: 'T125119061', secretKey };
const data = { trade_id: '4552eeea-1ae8-1e40-3b4b-802dc2f56458', note: 'Kaffee & Küche — 微信支付 50% +1' };
const call = { method: 'v3.QueryOrder', data };
const url = 'http://127.0.0.1:9/Payments';

const sent = (options: { body?: unknown }): SignedBody => JSON.parse(options.body as string) as SignedBody;

describe('the credential signs any body n8n hands over', () => {
	const shapes: Array<[string, Parameters<typeof authenticate>[1]]> = [
		['an object, from this package and from "JSON" of the HTTP Request node', { url, method: 'POST', body: call }],
		['JSON text, from "Raw" of the HTTP Request node', { url, method: 'POST', body: JSON.stringify(call) }],
		['JSON text with a byte order mark or blanks around it', { url, method: 'POST', body: `\n ${JSON.stringify(call)} \n` }],
		['bytes', { url, method: 'POST', body: Buffer.from(JSON.stringify(call)) }],
		['a form, whose "data" is JSON text', { uri: url, method: 'POST', form: { method: call.method, data: JSON.stringify(data) } }],
	];

	it.each(shapes)('%s', async (_shape, options) => {
		const before = Math.floor(Date.now() / 1000);
		const signed = await authenticate(credential, options);
		expect(typeof signed.body).toBe('string');
		expect(signed.form).toBeUndefined();
		const body = sent(signed);
		expect(body).toEqual({ user: '016683', method: call.method, data, time: expect.any(Number), sign: body.sign });
		expect(body.sign).toBe(expectedSignature(body, secretKey));
		expect(body.time).toBeGreaterThanOrEqual(before);
		expect(body.time).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
		expect(Object.entries(signed.headers ?? {}).filter(([name]) => name.toLowerCase() === 'content-type')).toEqual([
			['Content-Type', 'application/json'],
		]);
	});

	it('replaces a content type in any spelling, so that the request carries one', async () => {
		const headers = { 'content-type': 'application/x-www-form-urlencoded', 'X-Own': 'kept' };
		const signed = await authenticate(credential, { uri: url, method: 'POST', headers, form: call });
		const names = Object.keys(signed.headers ?? {}).map((name) => name.toLowerCase());
		expect(names.filter((name) => name === 'content-type')).toHaveLength(1);
		expect(Object.values(signed.headers ?? {})).toContain('application/json');
		expect(signed.headers).toMatchObject({ 'X-Own': 'kept' });
	});

	it.each([
		['nothing', undefined],
		['text that is no JSON', 'amount=1&currency=EUR'],
		['a list', '[1,2]'],
		['an object without a method', { data }],
	])('refuses %s before anything is sent', async (_what, body) => {
		await expect(authenticate(credential, { url, method: 'POST', body })).rejects.toThrow(/body|method/i);
	});
});

describe('signing twice', () => {
	it('gives a request as good as the first, since n8n signs again after a 401', async () => {
		const first = await authenticate(credential, { url, method: 'POST', body: call });
		const second = await authenticate(credential, first);
		expect(sent(second).data).toEqual(data);
		expect(sent(second).user).toBe('016683');
		expect(sent(second).sign).toBe(expectedSignature(sent(second), secretKey));
		expect(Object.keys(sent(second)).sort()).toEqual(Object.keys(sent(first)).sort());
	});

	it('leaves what it was given as it was', async () => {
		const options = { url, method: 'POST' as const, body: structuredClone(call), headers: { 'X-Own': '1' } };
		const before = structuredClone(options);
		await authenticate(credential, options);
		expect(options).toEqual(before);
	});

	it('signs what another credential has signed anew, with its own key', async () => {
		const foreign = await authenticate({ ...credential, secretKey: 'another key' }, { url, method: 'POST', body: call });
		const signed = await authenticate(credential, foreign);
		expect(sent(signed).sign).toBe(expectedSignature(sent(signed), secretKey));
	});
});

describe('what is signed is what is sent', () => {
	it.each([
		['empty text', ''],
		['null', null],
		['undefined', undefined],
	])('%s is left out of both', async (_what, empty) => {
		const body = { method: 'v3.QueryOrder', data: { ...data, redirect_url: empty } };
		const signed = sent(await authenticate(credential, { url, method: 'POST', body }));
		expect(Object.keys(signed.data)).toEqual(Object.keys(data));
		expect(signed.sign).toBe(expectedSignature(signed, secretKey));
	});

	it.each([100.01, 0, 1000, 24.9])('the number %d reads the same in both', async (amount) => {
		const body = { method: 'v3.MerchantBalance', data: { amount } };
		const signed = await authenticate(credential, { url, method: 'POST', body });
		expect(signed.body).toContain(`"amount":${amount}`);
		expect(sent(signed).sign).toBe(expectedSignature(sent(signed), secretKey));
	});

	it('a nested object travels as one JSON text', async () => {
		const cardinfo = { card_holder: 'A. Müller', expiration_month: '07' };
		const body = { method: 'v3.CreateCardPayments', data: { cardinfo } };
		const signed = sent(await authenticate(credential, { url, method: 'POST', body }));
		expect(signed.data.cardinfo).toBe(JSON.stringify(cardinfo));
		expect(signed.sign).toBe(expectedSignature(signed, secretKey));
	});

	it('keys sort by bytes: digits before letters, capitals before small letters', async () => {
		const body = { method: 'v3.CreateCardPayments', data: { amount: '1', '3ds_initiate': '01', Zeta: 'z', _x: 'u' } };
		const signed = sent(await authenticate(credential, { url, method: 'POST', body }));
		expect(signed.sign).toBe(expectedSignature(signed, secretKey));
	});
});

describe('the account a request runs under', () => {
	const user = async (values: object, body: object): Promise<string> =>
		sent(await authenticate({ secretKey, ...values }, { url, method: 'POST', body })).user;

	it('is the UID', async () => expect(await user({ uid: '016683', tid: 'T1' }, call)).toBe('016683'));
	it('is the one the body names', async () => expect(await user(credential, { ...call, user: '036870' })).toBe('036870'));
	it('is the TID when there is no UID', async () => expect(await user({ tid: 'T125119061' }, call)).toBe('T125119061'));
	it('is the terminal for its own methods', async () => {
		const sale = { method: 'v3.POS', data: { tid: 'T125119061', amount: '1.00' } };
		expect(await user(credential, sale)).toBe('T125119061');
	});
	it('must be known', async () => {
		await expect(user({}, call)).rejects.toThrow(/UID/);
	});
});

describe('the secret key', () => {
	it.each(['', '   '])('%j signs nothing', async (blank) => {
		const attempt = authenticate({ uid: '016683', secretKey: blank }, { url, method: 'POST', body: call });
		await expect(attempt).rejects.toThrow(/secret key/i);
	});

	it('does not leave n8n, and is in no error', async () => {
		const signed = await authenticate(credential, { url, method: 'POST', body: call });
		expect(JSON.stringify(signed)).not.toContain(secretKey);
		const failed: unknown = await authenticate(credential, { url, method: 'POST', body: 'no JSON' }).catch((error) => error);
		expect(`${(failed as Error).stack}${JSON.stringify(failed)}`).not.toContain(secretKey);
	});
});

describe('the finance command field', () => {
	const body = { method: 'v3.MerchantBalance', data: { command: 'getBalance', currency: 'EUR' } };

	it('is "command" by default', async () => {
		const signed = sent(await authenticate(credential, { url, method: 'POST', body }));
		expect(signed.data).toEqual(body.data);
	});

	it('is spelled as older pages do when the credential says so, and signed in that spelling', async () => {
		const older = { ...credential, commandField: 'commond' };
		const signed = sent(await authenticate(older, { url, method: 'POST', body }));
		expect(signed.data).toEqual({ commond: 'getBalance', currency: 'EUR' });
		expect(signed.sign).toBe(expectedSignature(signed, secretKey));
	});
});
