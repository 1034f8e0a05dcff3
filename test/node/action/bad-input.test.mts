import type { INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { useGateway } from '../harness/gateway.mts';
import { giftCard, onlinePayment, sale } from '../harness/parameters.mts';
import { singleNodeWorkflow, type SingleNodeOptions } from '../harness/saved-workflow.mts';

const gateway = useGateway();

interface BadInput {
	what: string;
	parameters: INodeParameters;
	/** what the message names, so that the user knows where to look */
	message: RegExp;
	node?: SingleNodeOptions;
}

const amounts: BadInput[] = [
	['a decimal comma', '12,50'],
	['a negative amount', '-1'],
	['letters', 'abc'],
	['three digits after the point, in euro', '1.234'],
	['a thousands separator', '1,000.00'],
	['an exponent', '1e3'],
	['nothing but zero', '0.00'],
	['a currency sign', '€5'],
	['full-width digits', '１２'],
].map(([what, amount]) => ({ what, parameters: sale({ amount }), message: /amount/i }));

const inputs: BadInput[] = [
	...amounts,
	{ what: 'no amount', parameters: sale({ amount: '' }), message: /"Amount" is required/ },
	{ what: 'cents in yen', parameters: onlinePayment({ sub_pay_method: 'Alipay', amount: '10.5', currency: 'JPY' }), message: /amount.*JPY/i },
	{ what: 'a tip that is no amount', parameters: sale({ options: { tip_amount: '0,50' } }), message: /tip/i },
	{ what: 'a POS order ID with letters', parameters: sale({ order_id: 'A1042' }), message: /order id/i },
	{ what: 'a POS order ID of 20 digits', parameters: sale({ order_id: '1'.repeat(20) }), message: /order id/i },
	{ what: 'a POS description of 65 characters', parameters: sale({ description: 'x'.repeat(65) }), message: /description.*64/i },
	{ what: 'no description', parameters: sale({ description: '' }), message: /"Description" is required/ },
	{ what: 'a notification URL without a scheme', parameters: sale({ notify_url: 'n8n.example.com/hook' }), message: /notification url/i },
	{ what: 'a notification URL that is not http', parameters: sale({ notify_url: 'ftp://n8n.example.com/' }), message: /notification url/i },
	{ what: 'a notification URL that runs script', parameters: sale({ notify_url: 'javascript:alert(1)' }), message: /notification url/i },
	{ what: 'a redirect URL without a scheme', parameters: onlinePayment({ options: { redirect_url: 'shop' } }), message: /redirect url/i },
	{ what: 'no TID for a terminal', parameters: sale({ tid: '' }), message: /TID/, node: { credential: 'No TID' } },
	{ what: 'no UID for an account method', parameters: onlinePayment(), message: /UID/, node: { credential: 'No UID' } },
	{ what: 'a gift card without its PIN', parameters: giftCard({ cardnumber: '6064364245787814896' }), message: /PIN/ },
	{
		what: 'a gift card whose PIN an expression leaves empty',
		parameters: giftCard({ cardnumber: '6064364245787814896', pincode: '={{ $json.pin }}' }),
		message: /PIN is empty/,
	},
	{ what: 'a timeout below 0', parameters: onlinePayment({ options: { timeout: '-1' } }), message: /^Expires After \(Minutes\) must be a whole number/ },
	{ what: 'a timeout above 1440', parameters: onlinePayment({ options: { timeout: '1441' } }), message: /^Expires After \(Minutes\) .*1440/ },
	{ what: 'a timeout that is no number', parameters: onlinePayment({ options: { timeout: 'soon' } }), message: /^Expires After \(Minutes\) must be a whole number/ },
	{ what: 'half a minute', parameters: onlinePayment({ options: { timeout: '0.5' } }), message: /^Expires After \(Minutes\) must be a whole number/ },
	{ what: 'an amount that an expression leaves undefined', parameters: sale({ amount: '={{ $json.gone }}' }), message: /amount is empty/i },
	{ what: 'an amount that an expression makes a list', parameters: sale({ amount: '={{ [1, 2] }}' }), message: /amount/i },
];

describe('bad input', () => {
	it.each(inputs)('$what: says so, and sends nothing', async ({ parameters, message, node }) => {
		const before = gateway.sandbox.requests.length;
		const execution = await gateway.instance.run(singleNodeWorkflow(parameters, node));
		expect(gateway.sandbox.requests).toHaveLength(before);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(message);
		// n8n itself refuses to start a node whose required field was left empty in the editor.
		if (execution.error?.name === 'WorkflowHasIssuesError') return;
		expect(execution.error?.name).toBe('NodeOperationError');
		expect(execution.error?.description).toMatch(/nothing was sent/i);
	});

	it('no credential: n8n refuses, and sends nothing', async () => {
		const before = gateway.sandbox.requests.length;
		const execution = await gateway.instance.run(singleNodeWorkflow(sale(), { credential: null }));
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(/credential/i);
		expect(gateway.sandbox.requests).toHaveLength(before);
	});

	it('a terminal needs no UID: the TID alone signs', async () => {
		const execution = await gateway.instance.run(singleNodeWorkflow(sale(), { credential: 'No UID' }));
		expect(execution.error?.message).toBeUndefined();
		expect(gateway.sandbox.requests.at(-1)?.body?.user).toBe('T125119061');
	});

	it('at the limits is no bad input', async () => {
		const limits = [
			sale({ order_id: '1'.repeat(19), description: 'ü'.repeat(64) }),
			onlinePayment({ options: { timeout: '0' } }),
			onlinePayment({ options: { timeout: '1440' } }),
			onlinePayment({ amount: '={{ 24.9 }}' }),
		];
		for (const parameters of limits) {
			const execution = await gateway.instance.run(singleNodeWorkflow(parameters));
			expect(execution.error?.message).toBeUndefined();
			expect(execution.status).toBe('success');
		}
		expect(gateway.sandbox.requests.at(-1)?.body?.data?.amount).toBe('24.90');
	});
});
