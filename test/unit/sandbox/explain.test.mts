import { createHash, createHmac } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../../../sandbox/src/sandbox.mts';
import { postText, signedEnvelope } from '../../sandbox/support/libraryClient.mts';
import { CASHIER, payment } from '../../sandbox/support/samples.mts';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(async () => await sandbox.close());

/** Sends a request whose signature is made the wrong way, and reads what the sandbox says of it. */
async function explained(
	wrong: (string: string, key: string) => string,
	data = payment({ demo: '' }),
): Promise<{ mistake?: string; string?: string }> {
	const envelope = signedEnvelope(CASHIER, 'v3.CreatePayments', data, sandbox.secretKey, 1546588959);
	const flat: Record<string, unknown> = {
		user: envelope.user,
		method: envelope.method,
		time: envelope.time,
		...envelope.data,
	};
	const string = Object.keys(flat)
		.sort()
		.map((key) => `${key}=${String(flat[key])}`)
		.join('&');
	envelope.sign = wrong(string, sandbox.secretKey);
	await postText(sandbox.url, JSON.stringify(envelope));
	const [request] = sandbox.storedRequests();
	expect(request).toMatchObject({ code: '-403', string_to_sign: string });
	return JSON.parse(request.explanation ?? '{}') as { mistake?: string; string?: string };
}

const hmac = (text: string, key: string): string => createHmac('sha256', key).update(text).digest('hex');

describe('a failed signature is explained', () => {
	it.each<[string, (string: string, key: string) => string, RegExp]>([
		['upper case', (text, key) => hmac(text, key).toUpperCase(), /upper case/],
		['empties skipped', (text, key) => hmac(text.replace('demo=&', ''), key), /Empty fields/],
		[
			'URL-encoded',
			(text, key) =>
				hmac(
					text
						.split('&')
						.map((pair) => {
							const [name, ...rest] = pair.split('=');
							return `${name}=${encodeURIComponent(rest.join('='))}`;
						})
						.join('&'),
					key,
				),
			/URL-encoded/,
		],
		[
			'without the envelope',
			(text, key) =>
				hmac(
					text
						.split('&')
						.filter((pair) => !/^(user|method|time)=/.test(pair))
						.join('&'),
					key,
				),
			/left out/,
		],
		['key appended', (text, key) => hmac(text + key, key), /appended/],
		[
			'plain SHA-256',
			(text, key) =>
				createHash('sha256')
					.update(text + key)
					.digest('hex'),
			/plain SHA-256/,
		],
		['Base64', (text, key) => createHmac('sha256', key).update(text).digest('base64'), /Base64/],
		['blank in the key', (text, key) => hmac(text, `${key} `), /blank/],
		['shortened amount', (text, key) => hmac(text.replace('amount=24.90', 'amount=24.9'), key), /shortened/],
	])('%s', async (_name, wrong, expected) => {
		expect((await explained(wrong, payment({ demo: '', amount: '24.90' }))).mistake).toMatch(expected);
	});

	it('with the string that was signed instead', async () => {
		const { string } = await explained((text, key) => hmac(text.replace('demo=&', ''), key));
		expect(string).not.toContain('demo=');
		expect(string).toContain('amount=12.5&currency=EUR&description=');
	});

	it('not at all when the cause is unknown', async () => {
		expect(await explained(() => 'f'.repeat(64))).toEqual({});
	});
});

describe('secrets', () => {
	it('are in no stored request, string or explanation', async () => {
		const data = payment({ sub_pay_method: 'Voucher', cardnumber: '6064364245787814896', pincode: '568971', demo: '' });
		for (const key of [sandbox.secretKey, 'wrong', `${sandbox.secretKey} `]) {
			await postText(sandbox.url, JSON.stringify(signedEnvelope(CASHIER, 'v3.CreatePaymentsVoucher', data, key)));
		}
		const broken = '{"data":{"pincode":"568971"';
		await postText(sandbox.url, broken);
		const stored = JSON.stringify([
			sandbox.storedRequests(),
			sandbox.orders,
			sandbox.notifications,
			sandbox.giftCards.map(({ balance }) => balance),
		]);
		expect(stored).not.toContain('568971');
		expect(stored).not.toContain('6064364245787814896');
		expect(sandbox.requests[0].raw).toContain('568971');
	});

	it('do not change how the rest is kept: number text stays', async () => {
		const data = payment({
			sub_pay_method: 'Voucher',
			cardnumber: '6064364245787814896',
			pincode: '568971',
			amount: '1.10',
		});
		const text = JSON.stringify(signedEnvelope(CASHIER, 'v3.CreatePaymentsVoucher', data, sandbox.secretKey)).replace(
			'"1.10"',
			'1.10',
		);
		await postText(sandbox.url, text);
		expect(sandbox.storedRequests()[0]).toMatchObject({
			code: '200',
			raw: expect.stringContaining('"amount":1.10') as unknown,
		});
	});
});
