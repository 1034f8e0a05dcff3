import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { useGateway } from '../harness/gateway.mts';
import { getOrder, giftCard, onlinePayment, sale } from '../harness/parameters.mts';
import { singleNodeWorkflow } from '../harness/saved-workflow.mts';

const gateway = useGateway();

const CARD = { cardnumber: '6064364245787814896', pincode: '568971' };

/** Runs an operation whose amount somebody else has chosen, under a ceiling, and counts what reaches the gateway. */
async function run(parameters: INodeParameters, maximum_amount: string) {
	const before = gateway.sandbox.requests.length;
	const options = { ...(parameters.options as IDataObject), maximum_amount } as INodeParameters;
	const execution = await gateway.instance.run(singleNodeWorkflow({ ...parameters, options }));
	return { execution, sent: gateway.sandbox.requests.slice(before).map(({ body }) => body?.data) };
}

const payments: Array<[string, (amount: string) => INodeParameters]> = [
	['a sale on a terminal', (amount) => sale({ amount, order_id: amount.replace('.', '') })],
	['a payment link', (amount) => onlinePayment({ amount, order_id: `link-${amount}` })],
	['a gift card', (amount) => giftCard({ amount, order_id: `card-${amount}`, ...CARD })],
];

describe('Maximum Amount in n8n-core', () => {
	it.each(payments)('%s above it is refused before anything is sent', async (_what, parameters) => {
		const { execution, sent } = await run(parameters('20.01'), '20.00');
		expect(sent).toEqual([]);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('20.01 EUR is above the maximum of 20.00 EUR');
		expect(execution.error?.description).toMatch(/nothing was sent/i);
	});

	it.each(payments)('%s up to it goes through, and the gateway does not see it', async (_what, parameters) => {
		const { execution, sent } = await run(parameters('20.00'), '20.00');
		expect(execution.error?.message).toBeUndefined();
		expect(sent).toEqual([expect.objectContaining({ amount: '20.00' })]);
		expect(sent[0]).not.toHaveProperty('maximum_amount');
	});

	it('counts what an expression gives, not what it looks like', async () => {
		const { execution, sent } = await run(sale({ amount: '={{ 10 * 10 }}' }), '={{ "50" }}');
		expect(sent).toEqual([]);
		expect(execution.error?.message).toContain('100.00 EUR is above the maximum of 50.00 EUR');
	});

	it('a ceiling whose expression gives nothing refuses, rather than being no ceiling', async () => {
		const { execution, sent } = await run(sale(), '={{ $json.limit_of_this_customer }}');
		expect(sent).toEqual([]);
		expect(execution.error?.message).toContain('"Maximum Amount" is empty');
	});

	it('reads are free of it: they have no such option', async () => {
		const { trade_id } = gateway.sandbox.orders[0];
		const { execution, sent } = await run(getOrder(trade_id), '0.01');
		expect(execution.error?.message).toBeUndefined();
		expect(sent).toHaveLength(1);
	});
});
