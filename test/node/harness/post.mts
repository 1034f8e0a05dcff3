/** What the caller of a webhook gets back. */
export interface WebhookAnswer {
	status: number;
	headers: Headers;
	body: string;
}

/**
 * Sends a POST with these very bytes and reads the whole answer.
 *
 * @param contentType value of the Content-Type header; null: none
 * @param more further headers
 */
export async function post(
	url: string,
	body: string | Uint8Array<ArrayBuffer>,
	contentType: string | null = 'application/json',
	more: Readonly<Record<string, string>> = {},
): Promise<WebhookAnswer> {
	const headers = { ...(contentType !== null && { 'content-type': contentType }), ...more };
	const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
	const response = await fetch(url, { method: 'POST', body: bytes, headers });
	return { status: response.status, headers: response.headers, body: await response.text() };
}
