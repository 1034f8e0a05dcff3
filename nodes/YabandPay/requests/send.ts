import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';
import type { Account } from './account';
import type { CallBody } from './body';
import { GatewayError } from './gatewayError';

/** What came back, unparsed: numbers keep their digits and a file stays a file. */
export interface RawAnswer {
	readonly statusCode: number;
	readonly body: string;
}

/** Failures of the network before a connection stood: the gateway never saw the request. */
const BEFORE_CONNECTION =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_INVALID_URL|EPROTO)$/;

/** Errors of the credential when it cannot sign; their messages are written for the user. */
const BEFORE_SIGNING = /^(AccountMissingError|RequestError|SecretKeyMissingError)$/;

function causes(error: unknown): Error[] {
	const chain: Error[] = [];
	for (let cause = error; cause instanceof Error && chain.length < 5; cause = cause.cause) chain.push(cause);
	return chain;
}

/**
 * Sends one signed call, once. n8n would repeat a request after a 401 and follow redirects; neither may happen to a call
 * that moves money, so every HTTP status is taken as an answer and redirects are not followed.
 *
 * @param timeoutSeconds how long to wait for the answer
 * @throws GatewayError with outcome `not_sent` if no connection was made, else `unknown`. The network's own error is not
 * passed on, since it holds the request.
 */
export async function send(
	context: IExecuteFunctions | IWebhookFunctions,
	account: Account,
	body: CallBody,
	timeoutSeconds: number,
): Promise<RawAnswer> {
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: `${account.settings.baseUrl}/Payments`,
		body: body as unknown as IDataObject,
		encoding: 'text',
		timeout: timeoutSeconds * 1000,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	};
	const deadline = AbortSignal.timeout(timeoutSeconds * 1000);
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(withDeadline(context, deadline), 'yabandPayApi', options, {
			credentialsDecrypted: { id: '', name: '', type: 'yabandPayApi', data: account.credential },
		})) as RawAnswer;
	} catch (error) {
		throw asGatewayError(causes(error), account.settings.baseUrl, timeoutSeconds, deadline.aborted);
	}
}

/**
 * The same context with an end to the whole call: `timeout` counts the silence between two bytes, so that an answer which
 * trickles in would hold a worker for ever.
 */
function withDeadline<Context extends object>(context: Context, deadline: AbortSignal): Context {
	const cancelled = (context as Partial<IExecuteFunctions>).getExecutionCancelSignal?.();
	const signal = cancelled ? AbortSignal.any([cancelled, deadline]) : deadline;
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as Context;
}

function asGatewayError(chain: Error[], baseUrl: string, timeoutSeconds: number, isTooLate: boolean): GatewayError {
	const unsigned = chain.find(({ name }) => BEFORE_SIGNING.test(name));
	if (unsigned) return new GatewayError(unsigned.message, 'Nothing was sent to YabandPay.', 'not_sent');
	const codes = chain.map((cause) => (cause as { code?: unknown }).code);
	const code = codes.find((value): value is string => typeof value === 'string') ?? '';
	if (BEFORE_CONNECTION.test(code)) {
		const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
		return new GatewayError(
			`YabandPay could not be reached at ${host} (${code})`,
			'Check the Base URL of the credential, and that this n8n may connect to the internet (firewall, proxy). Nothing was sent to YabandPay.',
			'not_sent',
		);
	}
	return new GatewayError(
		isTooLate || /TIMEDOUT|ECONNABORTED/.test(code)
			? `YabandPay did not answer within ${timeoutSeconds} seconds`
			: `The connection to YabandPay broke before the answer arrived${code && ` (${code})`}`,
		'The request may have reached YabandPay.',
		'unknown',
	);
}
