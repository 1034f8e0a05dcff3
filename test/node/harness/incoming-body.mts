import { parse as parseForm } from 'node:querystring';
import type { Request } from 'express';

/** A body that n8n refuses before any node sees it. */
export class UnprocessableBody extends Error {}

/**
 * Reads the request's bytes into `rawBody` and its type into `contentType`, as n8n's body reader does.
 *
 * @throws UnprocessableBody for a character set Node does not know, which n8n answers with 422
 */
export async function readBody(req: Request): Promise<void> {
	const [type = '', ...parameters] = (req.headers['content-type'] ?? '').split(';').map((part) => part.trim());
	const charset = parameters.find((parameter) => parameter.toLowerCase().startsWith('charset='))?.slice(8) ?? 'utf-8';
	if (!Buffer.isEncoding(charset)) throw new UnprocessableBody(`Unknown encoding: ${charset}`);
	req.contentType = type === '' ? undefined : type.toLowerCase();
	req.encoding = charset;
	const chunks: Buffer[] = [];
	for await (const chunk of req) chunks.push(chunk as Buffer);
	req.rawBody = Buffer.concat(chunks);
	req.readRawBody = async () => undefined;
}

/**
 * Parses `rawBody` into `body` by its content type: JSON, form and text are known, anything else leaves it undefined.
 *
 * @throws UnprocessableBody for broken JSON, which n8n answers with 422
 */
export function parseBody(req: Request): void {
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
