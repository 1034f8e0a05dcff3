import { Refusal } from '../codes.mts';
import { isCurrency } from '../money.mts';
import type { Call, Fields, Method } from './method.mts';

function isMissing(fields: Fields, name: string): boolean {
	return fields[name] === undefined || fields[name] === '';
}

/** @throws Refusal -3001 naming the first required field that is absent or empty */
export function requireFields(fields: Fields, names: readonly string[]): void {
	const missing = names.find((name) => isMissing(fields, name));
	if (missing !== undefined) throw new Refusal('-3001', missing);
}

/** @throws Refusal -1000 unless the field is one of the values */
export function requireOneOf(fields: Fields, name: string, values: readonly string[]): void {
	const value = fields[name];
	if (value === undefined || value === '' || values.includes(value)) return;
	throw new Refusal('-1000', `${name} "${value}" is none of ${values.join(', ')}`);
}

/** @throws Refusal -1000 for anything but whole minutes from 0 to 1440 */
function checkTimeout(fields: Fields): void {
	if (isMissing(fields, 'timeout')) return;
	const { timeout } = fields;
	if (/^\d{1,4}$/.test(timeout) && Number(timeout) <= 1440) return;
	throw new Refusal('-1000', `timeout "${timeout}" is not a number of minutes from 0 to 1440`);
}

/** @throws Refusal -1000 for an address nothing can be sent to */
function checkUrl(fields: Fields, name: string): void {
	if (isMissing(fields, name) || (/^https?:\/\//i.test(fields[name]) && URL.canParse(fields[name]))) return;
	throw new Refusal('-1000', `${name} "${fields[name]}" is not an http or https address`);
}

function checkPayMethods({ payMethod, subPayMethods }: Method, fields: Fields): void {
	if (payMethod !== undefined && fields.pay_method !== payMethod)
		throw new Refusal('-4011', `pay_method "${fields.pay_method}"`);
	if (subPayMethods === undefined || isMissing(fields, 'sub_pay_method')) return;
	const asked = fields.sub_pay_method.toLowerCase();
	if (!subPayMethods.some((known) => known.toLowerCase() === asked)) {
		throw new Refusal('-4011', `sub_pay_method "${fields.sub_pay_method}"`);
	}
}

const REQUEST_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** @throws Refusal -4118 for a malformed request_id, -3002 for one that was used before */
function checkRequestId({ world, definition, fields }: Call): void {
	if (!definition.uniqueRequestId) return;
	const { request_id } = fields;
	if (!REQUEST_ID.test(request_id)) throw new Refusal('-4118', 'use up to 64 letters and digits');
	if (world.database.get('SELECT 1 FROM request_ids WHERE request_id = ?', request_id)) throw new Refusal('-3002');
	// Belongs to the call's transaction: a call that is refused later on does not use its id up.
	world.database.insert('request_ids', { request_id, method: definition.name, at: world.clock.now() });
}

/** The checks that every method's documentation shares. @throws Refusal */
export function checkFields(call: Call): void {
	const { definition, fields } = call;
	requireFields(fields, definition.required);
	if (definition.requiredWith) requireFields(fields, definition.requiredWith(fields));
	checkPayMethods(definition, fields);
	if (!isMissing(fields, 'currency') && !isCurrency(fields.currency)) {
		throw new Refusal('-1000', `currency "${fields.currency}" is not an ISO 4217 code`);
	}
	checkTimeout(fields);
	checkUrl(fields, 'notify_url');
	checkUrl(fields, 'redirect_url');
	checkRequestId(call);
}
