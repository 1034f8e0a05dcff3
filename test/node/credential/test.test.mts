import { afterEach, describe, expect, it } from 'vitest';
import { ACCOUNTS, SECRET_KEY, useGateway } from '../harness/gateway.mts';
import { answering, MisbehavingGateway } from '../harness/misbehaving-gateway.mts';
import { testCredential } from '../harness/test-credential.mts';

const gateway = useGateway();

let wrong: MisbehavingGateway | undefined;
afterEach(async () => {
	await wrong?.close();
	wrong = undefined;
});

describe('the credential test', () => {
	it.each([
		['a UID', { uid: ACCOUNTS.cashier }],
		['a super-admin UID', { uid: ACCOUNTS.superAdmin }],
		['UID and TID', { uid: ACCOUNTS.cashier, tid: ACCOUNTS.terminal }],
	])('%s with the right key: connected, one read, no money moved', async (_what, account) => {
		const before = gateway.sandbox.requests.length;
		const result = await testCredential({ ...account, secretKey: SECRET_KEY, baseUrl: gateway.sandbox.url });
		expect(result).toMatchObject({ status: 'OK' });
		expect(gateway.sandbox.requests.slice(before).map(({ body }) => body?.method)).toEqual(['v3.QueryOrder']);
		expect(gateway.sandbox.orders).toHaveLength(0);
	});

	it('a base URL with a slash at its end is the same gateway', async () => {
		const values = { uid: ACCOUNTS.cashier, secretKey: SECRET_KEY, baseUrl: `${gateway.sandbox.url}/` };
		expect(await testCredential(values)).toMatchObject({ status: 'OK' });
	});

	it('a wrong secret key is told from an unknown user', async () => {
		const values = { uid: ACCOUNTS.cashier, secretKey: 'wrong', baseUrl: gateway.sandbox.url };
		expect(await testCredential(values)).toMatchObject({ status: 'Error', message: expect.stringMatching(/secret key.*-403/i) });
	});

	it('an unknown user is told from a wrong secret key', async () => {
		const values = { uid: '999999', secretKey: SECRET_KEY, baseUrl: gateway.sandbox.url };
		expect(await testCredential(values)).toMatchObject({ status: 'Error', message: expect.stringMatching(/user.*-2001/i) });
	});

	it('a host that cannot be reached is told from both', async () => {
		wrong = await MisbehavingGateway.start(answering(200, '{}'));
		const { url } = wrong;
		await wrong.close();
		const result = await testCredential({ uid: ACCOUNTS.cashier, secretKey: SECRET_KEY, baseUrl: url });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/refused|ECONNREFUSED/i);
	});

	it.each([
		['a web page', answering(200, '<html>Welcome</html>', 'text/html')],
		['JSON of another service', answering(200, '{"ok":true}')],
		['a 404', answering(404, '{"message":"no"}')],
		['a 500', answering(500, '')],
	])('%s at the base URL is no connection', async (_what, answer) => {
		wrong = await MisbehavingGateway.start(answer);
		const result = await testCredential({ uid: ACCOUNTS.cashier, secretKey: SECRET_KEY, baseUrl: wrong.url });
		expect(result.status).toBe('Error');
		expect(result.message).not.toBe('');
		expect(result.message).not.toContain(SECRET_KEY);
	});

	it.each([
		['no UID and no TID', { secretKey: SECRET_KEY }],
		['no secret key', { uid: ACCOUNTS.cashier }],
	])('%s: says so, and sends nothing', async (_what, values) => {
		const before = gateway.sandbox.requests.length;
		const result = await testCredential({ ...values, baseUrl: gateway.sandbox.url });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/UID|secret key/i);
		expect(gateway.sandbox.requests).toHaveLength(before);
	});
});
