import type { Request } from 'express';

/** Written without the prefix that IPv4 addresses get on an IPv6 socket. */
const plain = (address: string): string => address.trim().toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');

function toBits(address: string): string | undefined {
	const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
	if (v4) {
		const bytes = v4.slice(1).map(Number);
		return bytes.some((byte) => byte > 255) ? undefined : bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
	}
	if (!/^[0-9a-f:]+$/.test(address) || address.split('::').length > 2 || !address.includes(':')) return undefined;
	const [head, tail] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
	const zeros = Array<string>(Math.max(0, 8 - head.length - (tail?.length ?? 0))).fill('0');
	const groups = tail === undefined ? head : [...head, ...zeros, ...tail];
	if (groups.length !== 8 || groups.some((group) => !/^[0-9a-f]{1,4}$/.test(group))) return undefined;
	return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

/**
 * Tells whether an address is in a list of addresses and networks, e.g. `8.211.41.31, 8.211.0.0/16`. An entry that is
 * neither matches nothing.
 *
 * @param list separated by commas, blanks or line breaks
 */
export function isListed(address: string, list: string): boolean {
	const bits = toBits(plain(address));
	if (bits === undefined) return false;
	return list
		.split(/[\s,;]+/)
		.filter(Boolean)
		.some((entry) => {
			const [network, length, ...more] = entry.split('/');
			const wanted = toBits(plain(network));
			if (wanted === undefined || wanted.length !== bits.length || more.length > 0) return false;
			if (length !== undefined && !/^\d{1,3}$/.test(length)) return false;
			const prefix = length === undefined ? bits.length : Number(length);
			return prefix <= bits.length && wanted.slice(0, prefix) === bits.slice(0, prefix);
		});
}

/** Who called. Behind a reverse proxy n8n finds the real caller if N8N_PROXY_HOPS is set. */
export const callerOf = (request: Request): string => request.ip ?? request.socket.remoteAddress ?? '';
