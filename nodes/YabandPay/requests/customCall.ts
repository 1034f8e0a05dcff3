import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../catalogue/fieldError';
import type { ItemCall, ItemContent } from '../catalogue/types';
import { method as methodField } from '../fields/customApiCall';
import { callGateway } from './callGateway';
import { asContents } from './contents';

function jsonObject(text: string): IDataObject {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		parsed = undefined;
	}
	if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as IDataObject;
	throw new FieldError(
		'Fields (JSON) is not a JSON object',
		'Write the fields as {"name": "value"}, with double quotes. Nothing was sent to YabandPay.',
	);
}

/**
 * Calls a method by name with the fields given as JSON. The method and the account come from the node's own parameters;
 * `data` cannot change them.
 *
 * @throws FieldError if a value cannot be sent, GatewayError if the call failed
 */
export async function performCustomCall(call: ItemCall): Promise<ItemContent[]> {
	const { values, account } = call.fields;
	const method = methodField.check?.(values.method ?? '', call.fields) ?? '';
	const user = values.call_account === 'tid' ? account.tid : account.uid;
	if (user === '') {
		throw new FieldError(
			`The YabandPay credential has no ${values.call_account === 'tid' ? 'TID' : 'UID'}, and this call runs under one`,
			'Open the credential and enter it, or choose the other account. Nothing was sent to YabandPay.',
		);
	}
	return asContents(await callGateway(call, { method, data: jsonObject(values.data || '{}'), user }));
}
