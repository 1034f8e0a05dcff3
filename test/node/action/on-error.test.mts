import { describe, expect, it } from 'vitest';
import { useGateway } from '../harness/gateway.mts';
import { giftCard, onlinePayment, sale } from '../harness/parameters.mts';
import { singleNodeWorkflow } from '../harness/saved-workflow.mts';

const gateway = useGateway();

const items = [{ amount: '1.00' }, { amount: '12,50' }, { amount: '3.00' }];
const salePerItem = sale({ amount: '={{ $json.amount }}' });

describe('On Error: Continue', () => {
	it('gives every item its own result or error, in order, paired with its input', async () => {
		const workflow = singleNodeWorkflow(salePerItem, { onError: 'continueRegularOutput' });
		const execution = await gateway.instance.run(workflow, { items });
		expect(execution.status).toBe('success');
		const results = execution.items('YabandPay');
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(results.map(({ json }) => json.amount)).toEqual(['1.00', undefined, '3.00']);
		expect(results[1].json.error).toMatch(/amount/i);
		expect(results[0].json.error).toBeUndefined();
	});

	it('says in the item what is known of the money', async () => {
		const workflow = singleNodeWorkflow(salePerItem, { onError: 'continueRegularOutput' });
		const execution = await gateway.instance.run(workflow, { items });
		const [, failed] = execution.json('YabandPay');
		expect(failed.message).toMatch(/decimal point/i);
		expect(failed.details).toMatchObject({ outcome: 'not_sent' });
	});

	it('using the error output: sends errors there, with the input they came from', async () => {
		const workflow = singleNodeWorkflow(salePerItem, { onError: 'continueErrorOutput' });
		const execution = await gateway.instance.run(workflow, { items });
		expect(execution.json('YabandPay', 0).map(({ amount }) => amount)).toEqual(['1.00', '3.00']);
		const [failed] = execution.items('YabandPay', 1);
		expect(failed.json).toMatchObject({ amount: '12,50', error: expect.stringMatching(/amount/i) });
		expect(failed.json.details).toMatchObject({ outcome: 'not_sent' });
		expect(failed.pairedItem).toEqual({ item: 1 });
	});

	it('what the gateway refuses is an error of its item only, with the code', async () => {
		gateway.sandbox.addGiftCard({ cardnumber: '6064364245787814896', pincode: '568971', balance: '50.00' });
		const parameters = giftCard({ cardnumber: '6064364245787814896', pincode: '={{ $json.pin }}' });
		const workflow = singleNodeWorkflow(parameters, { onError: 'continueRegularOutput' });
		const execution = await gateway.instance.run(workflow, { items: [{ pin: '111111' }, { pin: '568971' }] });
		const [refused, charged] = execution.json('YabandPay');
		expect(refused).toMatchObject({ error: expect.stringMatching(/PIN/), details: { outcome: 'refused', code: '-104222' } });
		expect(charged).toMatchObject({ trade_id: expect.any(String), amount: '5.00' });
	});
});

describe('On Error: Stop', () => {
	it('names what had gone through, with its trade ID, and starts no further item', async () => {
		const before = gateway.sandbox.requests.length;
		const execution = await gateway.instance.run(singleNodeWorkflow(salePerItem), { items });
		expect(execution.status).toBe('error');
		const sent = gateway.sandbox.requests.slice(before);
		expect(sent).toHaveLength(1);
		const { trade_id } = (JSON.parse(sent[0].answer) as { data: { trade_id: string } }).data;
		expect(execution.error?.description).toContain('gone through');
		expect(execution.error?.description).toContain(trade_id);
		expect(execution.error?.context?.itemIndex).toBe(1);
	});

	it('says nothing of the kind when nothing had gone through', async () => {
		const execution = await gateway.instance.run(singleNodeWorkflow(salePerItem), { items: [items[1]] });
		expect(execution.error?.description).not.toContain('gone through');
	});

	it('names every item that several calls at once had brought through', async () => {
		const many = Array.from({ length: 8 }, (_, index) => ({ amount: index === 7 ? 'x' : `${index + 1}.00` }));
		const before = gateway.sandbox.requests.length;
		const parameters = onlinePayment({ amount: '={{ $json.amount }}' });
		const execution = await gateway.instance.run(singleNodeWorkflow(parameters), { items: many });
		expect(execution.status).toBe('error');
		for (const { answer } of gateway.sandbox.requests.slice(before)) {
			expect(execution.error?.description).toContain((JSON.parse(answer) as { data: { trade_id: string } }).data.trade_id);
		}
	});
});
