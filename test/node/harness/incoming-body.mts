import { parse as parseForm } from 'node:querystring';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import type { Request } from 'express';

/** n8n's default for N8N_PAYLOAD_SIZE_MAX. */
const LARGEST_BODY_BYTES = 16 * 1024 * 1024;

/** A body that n8n refuses before any node sees it. */
export class UnprocessableBody extends Error {}

/**
 * Notes the request's content type and makes its bytes readable once, on demand, as n8n's middleware does.
 *
 * @throws UnprocessableBody for a character set Node does not know, which n8n answers with 422
 */
export function prepareBody(req: Request): void {
	const [type = '', ...parameters] = (req.headers['content-type'] ?? '').split(';').map((part) => part.trim());
	const charset = parameters.find((parameter) => parameter.toLowerCase().startsWith('charset='))?.slice(8) ?? 'utf-8';
	if (!Buffer.isEncoding(charset)) throw new UnprocessableBody(`Unknown encoding: ${charset}`);
	req.contentType = type === '' ? undefined : type.toLowerCase();
	req.encoding = charset;
	req.readRawBody = async () => {
		if (req.rawBody !== undefined) return;
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of uncompressed(req)) {
			size += (chunk as Buffer).length;
			if (size > LARGEST_BODY_BYTES) throw Object.assign(new Error('request entity too large'), { statusCode: 413 });
			chunks.push(chunk as Buffer);
		}
		req.rawBody = Buffer.concat(chunks);
	};
}

function uncompressed(req: Request): Readable {
	switch (req.headers['content-encoding']) {
		case 'gzip':
			return req.pipe(createGunzip());
		case 'deflate':
			return req.pipe(createInflate());
		default:
			return req;
	}
}

/**
 * Reads the body and parses it by its content type: JSON, form and text are known, anything else leaves it undefined.
 *
 * @throws UnprocessableBody for broken JSON, which n8n answers with 422
 */
export async function parseBody(req: Request): Promise<void> {
	await req.readRawBody();
	if (req.rawBody.length === 0) return;
	const text = req.rawBody.toString(req.encoding).replace(/^\uFEFF/, '');
	try {
		if (req.contentType === 'application/json') req.body = JSON.parse(text);
		else if (req.contentType === 'application/x-www-form-urlencoded') req.body = parseForm(text, undefined, undefined, { maxKeys: 1000 });
		else if (req.contentType === 'text/plain') req.body = text;
	} catch {
		throw new UnprocessableBody('Failed to parse request body');
	}
}
