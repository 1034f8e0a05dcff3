import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { signedRequest } from '../protocol/request';

/** The HTTP Request node hands over a form-urlencoded body as `form`, which the public type does not know. */
type RequestOptions = IHttpRequestOptions & { form?: unknown };

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function parsedBody(body: unknown): IDataObject {
	let parsed = body;
	if (Buffer.isBuffer(parsed)) parsed = parsed.toString('utf8');
	if (typeof parsed === 'string') {
		try {
			parsed = JSON.parse(parsed);
		} catch {
			parsed = undefined;
		}
	}
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		throw new Error(
			'YabandPay needs a JSON body of the form {"method": "v3.QueryOrder", "data": {"trade_id": "…"}}. Choose Body Content Type "JSON". Nothing was sent.',
		);
	}
	const { data } = parsed as IDataObject;
	if (typeof data !== 'string') return parsed as IDataObject;
	return { ...(parsed as IDataObject), data: parsedBody(data) };
}

/** Header names have no case: a second spelling would go out beside the one set here. */
function withoutContentType(headers: IDataObject = {}): IDataObject {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type'));
}

/** Reference section 9: older pages spell the finance key `commond`. */
function withCommandField(data: IDataObject, commandField: string): IDataObject {
	if (commandField !== 'commond' || data.command === undefined) return data;
	const { command, ...rest } = data;
	return { ...rest, commond: command };
}

/**
 * Signs a request: takes the body `{method, data, user?}` in any shape n8n hands over (object, JSON text, Buffer, form) and
 * returns options whose body is the signed envelope as JSON text, so that what is signed is what is sent. Signing an
 * already signed request signs it anew. The terminal's requests (those with a `tid`) run under the TID, all others under
 * the UID, unless the body names its `user`; reference section 1.1.
 *
 * @param now epoch seconds
 * @throws Error that says which credential field is missing, or that the body is not of that form
 */
export function signRequestOptions(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
	now: number,
): IHttpRequestOptions {
	const { form, ...options } = requestOptions as RequestOptions;
	const body = parsedBody(options.body ?? form);
	const data = withCommandField((body.data ?? {}) as IDataObject, text(credentials.commandField));
	const account = {
		uid: text(data.tid) || text(credentials.uid) || text(credentials.tid),
		secretKey: text(credentials.secretKey),
	};
	const envelope = signedRequest(
		{ method: text(body.method), data, ...(body.user ? { user: text(body.user) } : {}) },
		account,
		now,
	);
	return {
		...options,
		headers: { ...withoutContentType(options.headers), 'Content-Type': 'application/json' },
		body: JSON.stringify(envelope),
		json: false,
	};
}
