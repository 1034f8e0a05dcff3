import { randomInt } from 'node:crypto';

import { findAccount, type Account } from './accounts.mts';
import { Refusal } from './codes.mts';
import { explainSignature } from './explain.mts';
import type { Injection } from './faults/faults.mts';
import { METHODS_BY_NAME } from './methods/index.mts';
import { checkFields, requireFields } from './methods/checks.mts';
import type { Fields, Method, Success } from './methods/method.mts';
import { parseJsonObject, textOf, type JsonObject } from './rawJson.mts';
import type { RequestBody } from './requests.mts';
import { hideSecretsInPairs, hideSecretsInText } from './secrets.mts';
import { joinPairs, sameSignature, sign, signedPairs } from './signature.mts';
import type { World } from './world.mts';

/** What goes back over the wire, and how it is to be damaged on the way. */
export interface Answer {
	contentType: string;
	body: string;
	subject?: string;
	fault?: Injection;
}

/** These faults stop the work before anything is booked. */
const BEFORE_THE_WORK = new Set(['reset', 'server_error', 'html']);

/** What is known of a request, as far as it got. */
interface Progress {
	body: JsonObject | undefined;
	account?: Account;
	method?: string;
	string?: string;
	expected?: string;
}

/** The gateway's one address: every method comes in here (reference section 1). */
export class Gateway {
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
	}

	/** Answers the text of one request, and keeps what was asked and answered. */
	async handle(raw: string): Promise<Answer> {
		const at = this.#world.clock.now();
		const body = parseJsonObject(raw);
		const progress: Progress = { body };
		const fault = this.#world.faults.forRequest(textOf(body?.user), textOf(body?.method));
		if (fault && BEFORE_THE_WORK.has(fault.kind)) {
			this.#record(at, raw, progress, { contentType: '', body: '', fault }, '');
			return { contentType: '', body: '', fault };
		}
		const { code, ...answer } = this.#answer(progress);
		if (fault?.kind === 'notification_early' && answer.subject !== undefined) await this.#payAtOnce(answer.subject);
		this.#record(at, raw, progress, { ...answer, fault }, code);
		return { ...answer, fault };
	}

	#answer(progress: Progress): Answer & { code: string } {
		try {
			const { definition, account, fields } = this.#admit(progress);
			const call = { world: this.#world, definition, account, fields };
			const success = this.#world.database.transaction(() => {
				checkFields(call);
				return definition.run(call);
			});
			return { ...written(success), subject: success.subject, code: '200' };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const { code, message } = error;
			return { contentType: JSON_TYPE, body: JSON.stringify({ status: false, code, data: {}, message }), code };
		}
	}

	/** Who asks for what: the envelope, the user, the signature, the method, in this order. @throws Refusal */
	#admit(progress: Progress): { definition: Method; account: Account; fields: Fields } {
		const { body } = progress;
		if (!body) throw new Refusal('-1000', 'the body is not a JSON object');
		const envelope = textFields(body);
		progress.method = envelope.method;
		requireFields(envelope, ['user', 'sign', 'method', 'time', 'data']);
		const { data } = body;
		if (data === null || typeof data !== 'object' || Array.isArray(data)) throw new Refusal('-3001', 'data');
		const account = findAccount(this.#world.accounts, envelope.user);
		if (!account) throw new Refusal('-2001');
		progress.account = account;
		const pairs = signedPairs(body);
		progress.string = joinPairs(pairs);
		progress.expected = sign(progress.string, account.secretKey);
		if (!sameSignature(body.sign, progress.expected)) throw new Refusal('-403');
		if (!/^\d{10}(\d{3})?$/.test(envelope.time))
			throw new Refusal('-1000', 'time is not a number of seconds since 1970');
		const definition = METHODS_BY_NAME.get(envelope.method);
		if (!definition) throw new Refusal('-1000', `there is no method ${envelope.method}`);
		if (!definition.accounts.includes(account.kind)) {
			const wanted = definition.accounts.join(' or ');
			throw new Refusal(
				'-2001',
				`${envelope.method} runs under a ${wanted} account, ${account.user} is a ${account.kind} account`,
			);
		}
		return { definition, account, fields: textFields(data as JsonObject) };
	}

	/** The order is paid, and its notification delivered, before anybody has read the answer. */
	async #payAtOnce(subject: string): Promise<void> {
		const { orders, notifier } = this.#world;
		const order = orders.find(subject);
		if (order?.state !== 'processing') return;
		orders.decide(subject, 'pay', 'early notification');
		await notifier.idle();
	}

	#record(at: number, raw: string, progress: Progress, answer: Answer, code: string): void {
		const { body, account, method, string, expected } = progress;
		const received = textOf(body?.sign);
		const failed = code === '-403' && body && account;
		const explanation = failed ? explainSignature(body, received, account.secretKey) : undefined;
		const lost = answer.fault?.kind === 'lost_answer';
		this.#world.requests.record(
			{ at, raw, body: body && (JSON.parse(raw) as RequestBody), answer: lost ? '' : answer.body },
			{
				user: account?.user ?? (textOf(body?.user) || null),
				method: method ?? (textOf(body?.method) || null),
				subject: answer.subject ?? (body ? subjectOf(body) : null),
				code,
				raw: hideSecretsInText(raw, body),
				answer: answer.body,
				string_to_sign: body && string !== undefined ? joinPairs(hideSecretsInPairs(signedPairs(body))) : '',
				expected_sign: expected ?? '',
				received_sign: received,
				explanation: explanation ? JSON.stringify(explanation) : null,
				fault: answer.fault?.kind ?? null,
			},
		);
	}
}

const JSON_TYPE = 'application/json; charset=utf-8';

function textFields(object: JsonObject): Record<string, string> {
	return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, textOf(value)]));
}

/** What a refused request was about, so that it shows in the right timeline. */
function subjectOf({ data }: JsonObject): string | null {
	if (data === null || typeof data !== 'object' || Array.isArray(data)) return null;
	const { trade_id, refund_id } = data as JsonObject;
	return textOf(trade_id ?? refund_id) || null;
}

function written({ data, csv, numericCode, withResponseId }: Success): Answer {
	if (csv !== undefined) return { contentType: 'text/csv; charset=utf-8', body: csv };
	const answer = { status: true, code: numericCode ? 200 : '200', data, message: '' };
	const response_id = withResponseId
		? `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}${randomInt(1e7, 1e8)}`
		: undefined;
	return { contentType: JSON_TYPE, body: JSON.stringify({ ...answer, response_id }) };
}
