import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { waitFor } from '../../../tools/wait-for.mts';

/** A mail as it arrived. */
export interface Mail {
	to: string;
	subject: string;
	/** The text or the HTML, decoded. */
	body: string;
}

const CRLF = '\r\n';

/** A header's words and a body may be written in quoted-printable, the first with underscores for spaces. */
const decode = (text: string): string =>
	Buffer.from(
		text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	).toString('utf8');

const decodeHeader = (value: string): string =>
	value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?q\?(.*?)\?=/gi, (_match, words: string) => decode(words.replaceAll('_', ' ')));

function parse(source: string): Mail {
	const end = source.indexOf(CRLF + CRLF);
	const head = source.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
	const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'mi').exec(head)?.[1] ?? '';
	const raw = source.slice(end + 4);
	const encoding = header('Content-Transfer-Encoding').toLowerCase();
	const text = encoding === 'base64' ? Buffer.from(raw, 'base64').toString('utf8') : raw;
	const body = encoding === 'quoted-printable' ? decode(raw) : text;
	return { to: decodeHeader(header('To')), subject: decodeHeader(header('Subject')), body: body.replaceAll(CRLF, '\n').trim() };
}

/** A mail server on 127.0.0.1 that takes every mail and keeps it. */
export class Mailbox {
	readonly mails: Mail[] = [];
	readonly port: number;
	readonly #server: ReturnType<typeof createServer>;
	readonly #sockets: Set<Socket>;

	/** Starts it on a free port. */
	static async open(): Promise<Mailbox> {
		const sockets = new Set<Socket>();
		let mailbox: Mailbox | undefined;
		const server = createServer((socket) => {
			sockets.add(socket);
			socket.on('close', () => sockets.delete(socket));
			converse(socket, (source) => mailbox?.mails.push(parse(source)));
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		mailbox = new Mailbox(server, sockets);
		return mailbox;
	}

	private constructor(server: ReturnType<typeof createServer>, sockets: Set<Socket>) {
		this.#server = server;
		this.#sockets = sockets;
		this.port = (server.address() as AddressInfo).port;
	}

	/** Waits for a mail whose subject holds a text. */
	async mailAbout(subject: string): Promise<Mail> {
		return await waitFor(`a mail about "${subject}"`, () => this.mails.find((mail) => mail.subject.includes(subject)));
	}

	close(): void {
		for (const socket of this.#sockets) socket.destroy();
		this.#server.close();
	}
}

/** As much of SMTP (RFC 5321) as a client without log-in and encryption needs. */
function converse(socket: Socket, receive: (source: string) => void): void {
	let input = '';
	let isData = false;
	const answer = (line: string): void => void socket.write(line + CRLF);
	const obey = (command: string): void => {
		const verb = command.slice(0, 4).toUpperCase();
		if (verb === 'DATA') isData = true;
		if (verb === 'DATA') answer('354 Go on');
		else if (verb === 'QUIT') socket.end(`221 Bye${CRLF}`);
		else answer('250 OK');
	};
	answer('220 mailbox');
	socket.setEncoding('utf8').on('error', () => socket.destroy());
	socket.on('data', (text: string) => {
		input += text;
		for (;;) {
			const terminator = isData ? `${CRLF}.${CRLF}` : CRLF;
			const end = input.indexOf(terminator);
			if (end === -1) return;
			const part = input.slice(0, end);
			input = input.slice(end + terminator.length);
			if (!isData) {
				obey(part);
				continue;
			}
			isData = false;
			receive(part.replaceAll(`${CRLF}..`, `${CRLF}.`));
			answer('250 OK');
		}
	});
}
