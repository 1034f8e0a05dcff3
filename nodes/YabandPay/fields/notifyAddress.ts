import { FieldError } from '../catalogue/fieldError';
import type { FieldContext } from '../catalogue/types';

/** Names that mean something on this machine or in this network only; a name without a dot is one too. */
const PRIVATE_NAME = /^(.*\.)?(localhost|local|internal|lan|intranet|home\.arpa)$|^[^.:]+$/i;

/** Loopback, private networks, link-local, carrier-grade NAT (also used by VPNs) and "this host". */
const PRIVATE_IPV4 = /^(127|10|0)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;

/** Loopback, unspecified, unique local, link-local, and IPv4 written as IPv6. */
const PRIVATE_IPV6 = /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*|::ffff:.*)\]$/i;

/** Whether only this machine or this network can reach the host of an address. False for what is no address. */
export function isPrivateAddress(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const host = new URL(address).hostname.replace(/\.$/, '');
	if (host.startsWith('[')) return PRIVATE_IPV6.test(host);
	return /^\d+(\.\d+){3}$/.test(host) ? PRIVATE_IPV4.test(host) : PRIVATE_NAME.test(host);
}

/**
 * Checks that the gateway can reach a notification address before money moves: https, a public host, not n8n's test
 * address. A gateway on a private address itself (the sandbox) may call any http(s) address.
 *
 * @returns the address unchanged
 * @throws FieldError that names the cause and the setting that cures it
 */
export function reachableAddress(address: string, { account }: FieldContext): string {
	const nothingSent = 'Nothing was sent to YabandPay.';
	if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) {
		throw new FieldError(
			'The notification URL is not a web address',
			`Paste the Production URL of a YabandPay Trigger node, e.g. https://n8n.example.com/webhook/…/webhook. ${nothingSent}`,
		);
	}
	if (isPrivateAddress(account.baseUrl)) return address;
	const url = new URL(address);
	if (isPrivateAddress(address)) {
		throw new FieldError(
			`YabandPay cannot reach the notification URL: "${url.hostname}" is an address of your own machine or network`,
			`Use an address that is reachable from the internet. If n8n shows this address, set WEBHOOK_URL (N8N_WEBHOOK_URL in newer versions) to n8n's public address, and N8N_PROXY_HOPS behind a proxy, and restart n8n. ${nothingSent}`,
		);
	}
	if (url.protocol !== 'https:') {
		throw new FieldError(
			'YabandPay only calls notification URLs that start with https://',
			`Serve n8n over https and set WEBHOOK_URL (N8N_WEBHOOK_URL in newer versions) to its https address. ${nothingSent}`,
		);
	}
	if (/\/webhook-test\//.test(url.pathname)) {
		throw new FieldError(
			"The notification URL is n8n's test URL, which only works while you are looking at the editor",
			`Use the Production URL of the YabandPay Trigger node and activate its workflow. ${nothingSent}`,
		);
	}
	return address;
}
