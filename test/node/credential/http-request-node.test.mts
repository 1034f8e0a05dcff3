import type { INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ACCOUNTS, SECRET_KEY, useGateway } from '../harness/gateway.mts';
import { singleNodeWorkflow } from '../harness/saved-workflow.mts';
import { expectedSignature, type SignedBody } from '../harness/signing.mts';

const gateway = useGateway();

const data = { settlement_currency: 'EUR', sub_method: 'Alipay' };
const call = { method: 'v3.QueryExchangeRate', data };

/** What the HTTP Request node hands to n8n for each of its body types; `headers` as it sets them. */
const bodies: Array<[string, INodeParameters]> = [
	['JSON', { body: call, json: true }],
	['JSON, built with fields', { body: { ...call, user: ACCOUNTS.superAdmin }, json: true }],
	['raw, labelled as JSON', { body: JSON.stringify(call), headers: { 'content-type': 'application/json' } }],
	[
		'form-urlencoded, with "data" as JSON text',
		{
			form: { method: call.method, data: JSON.stringify(data) },
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
		},
	],
];

describe('the HTTP Request node with this credential', () => {
	it.each(bodies)('%s: the gateway accepts the signature', async (_what, options) => {
		const before = gateway.sandbox.requests.length;
		const requestOptions = { method: 'POST', uri: `${gateway.sandbox.url}/Payments`, ...options };
		const workflow = singleNodeWorkflow(
			{ nodeCredentialType: 'yabandPayApi', requestOptions },
			{ type: 'n8n-nodes-base.httpRequest' },
		);
		const execution = await gateway.instance.run(workflow);
		expect(execution.error?.message).toBeUndefined();
		expect(execution.json('YabandPay')).toEqual([expect.objectContaining({ status: true, code: '200' })]);
		const sent = gateway.sandbox.requests.slice(before);
		expect(sent).toHaveLength(1);
		const body = JSON.parse(sent[0].raw) as SignedBody;
		expect(body.data).toEqual(data);
		expect(body.sign).toBe(expectedSignature(body, SECRET_KEY));
	});
});
