import { describe, expect, it } from 'vitest';
import { FieldError } from '../../../nodes/YabandPay/catalogue/fieldError.ts';
import type { FieldContext } from '../../../nodes/YabandPay/catalogue/types.ts';
import { isPrivateAddress, reachableAddress } from '../../../nodes/YabandPay/fields/notifyAddress.ts';

const PRIVATE = [
	...['http://localhost:5678/x', 'http://LOCALHOST/x', 'http://localhost./x', 'http://app.localhost/x', 'http://n8n/x', 'http://n8n.local/x'],
	...['http://n8n.lan/x', 'http://n8n.svc.internal/x', 'http://nas.home.arpa/x', 'http://127.0.0.1:5678/x', 'http://127.1/x', 'http://2130706433/x'],
	...['http://10.1.2.3/x', 'http://192.168.1.20/x', 'http://172.16.0.1/x', 'http://172.31.255.1/x', 'http://169.254.1.1/x', 'http://0.0.0.0/x'],
	...['http://100.64.0.1/x', 'http://100.127.9.9/x', 'http://[::1]:5678/x', 'http://[::]/x', 'http://[fd12:3456::1]/x', 'http://[fe80::1]/x'],
	...['http://[::ffff:127.0.0.1]/x', 'http://[fc00::1]/x'],
];

const PUBLIC = [
	...['https://n8n.example.com/x', 'https://example.com./x', 'https://172.32.0.1/x', 'https://172.15.0.1/x', 'https://192.169.0.1/x'],
	...['https://100.63.0.1/x', 'https://100.128.0.1/x', 'https://8.8.8.8/x', 'https://[2001:db8::1]/x', 'https://10.example.com/x'],
	...['https://localhost.example.com/x', 'https://local.example.com/x', 'https://127.0.0.1.example.com/x'],
];

const at = (baseUrl: string): FieldContext => ({ account: { uid: '016683', tid: '', baseUrl, notifyUrl: '' } }) as unknown as FieldContext;

const gateway = at('https://mapi.yabandpay.com');

function refusal(address: string, context = gateway): FieldError {
	try {
		reachableAddress(address, context);
	} catch (error) {
		return error as FieldError;
	}
	throw new Error(`${address} was accepted`);
}

describe('an address of this machine or network', () => {
	it.each(PRIVATE)('%s', (address) => {
		expect(isPrivateAddress(address)).toBe(true);
		const { message, description } = refusal(address);
		expect(message).toContain('YabandPay cannot reach the notification URL');
		expect(description).toMatch(/WEBHOOK_URL.*N8N_PROXY_HOPS.*Nothing was sent/);
	});

	it.each(PRIVATE)('%s is fine for a gateway on this machine', (address) => {
		expect(reachableAddress(address, at('http://127.0.0.1:8099'))).toBe(address);
	});
});

describe('a public address', () => {
	it.each(PUBLIC)('%s', (address) => {
		expect(isPrivateAddress(address)).toBe(false);
		expect(reachableAddress(address, gateway)).toBe(address);
	});

	it('must be https', () => {
		const { message, description } = refusal('http://n8n.example.com/webhook/1');
		expect(message).toContain('https://');
		expect(description).toMatch(/WEBHOOK_URL.*Nothing was sent/);
	});

	it('must not be the test URL', () => {
		const { message, description } = refusal('https://n8n.example.com/webhook-test/1/webhook');
		expect(message).toContain('test URL');
		expect(description).toContain('Production URL');
	});
});

describe('what is no address', () => {
	it.each(['n8n.example.com', 'ftp://n8n.example.com/x', 'https://', 'javascript:alert(1)', '//n8n.example.com'])('%s', (address) => {
		expect(isPrivateAddress(address)).toBe(false);
		expect(refusal(address).message).toBe('The notification URL is not a web address');
	});

	it('a Base URL that is none is not taken for a private one', () => {
		expect(refusal('http://127.0.0.1/x', at('mapi.yabandpay.com')).message).toContain('cannot reach');
	});
});
