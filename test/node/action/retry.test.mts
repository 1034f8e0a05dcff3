import type { INodeParameters } from 'n8n-workflow';
import { beforeEach, describe, expect, it } from 'vitest';
import { useGateway } from '../harness/gateway.mts';
import { onlinePayment, sale } from '../harness/parameters.mts';
import { readWorkflow, singleNodeWorkflow, type SingleNodeOptions } from '../harness/saved-workflow.mts';

const gateway = useGateway();
beforeEach(() => {
	gateway.sandbox.reset();
});

interface Identifiers {
	request_id?: unknown;
	order_id?: unknown;
}

/** The identifiers of every request so far, in the order they arrived. */
const sent = (): Identifiers[] =>
	gateway.sandbox.requests.map(({ body }) => ({ request_id: body?.data?.request_id, order_id: body?.data?.order_id }));

const run = async (parameters: INodeParameters, options?: SingleNodeOptions, items?: Array<{ amount: string }>) =>
	await gateway.instance.run(singleNodeWorkflow(parameters, options), { items });

describe('a call repeated carries the same identifiers', () => {
	it('"Retry On Fail": the answer is lost, the terminal is not charged twice', async () => {
		gateway.sandbox.addFault({ kind: 'lost_answer', method: 'v3.POS', count: 1 });
		const execution = await run(sale(), { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 });
		const [first, second] = sent();
		expect(sent()).toHaveLength(2);
		expect(second).toEqual(first);
		expect(gateway.sandbox.orders).toHaveLength(1);
		expect(execution.status).toBe('success');
		expect(execution.json('YabandPay')).toEqual([expect.objectContaining({ ...first, already_accepted: true })]);
	});

	it('"Retry execution": a new execution goes on at the failed node with the same numbers', async () => {
		gateway.sandbox.addFault({ kind: 'lost_answer', method: 'v3.POS', count: 1 });
		const failed = await run(sale());
		expect(failed.status).toBe('error');
		const retried = await gateway.instance.retry(failed);
		expect(retried.id).not.toBe(failed.id);
		expect(retried.status).toBe('success');
		expect(sent()[1]).toEqual(sent()[0]);
		expect(gateway.sandbox.orders).toHaveLength(1);
	});

	it('"Retry execution" of a retry that failed too', async () => {
		gateway.sandbox.addFault({ kind: 'server_error', method: 'v3.POS', count: 2 });
		const failedTwice = await gateway.instance.retry(await run(sale()));
		expect(failedTwice.status).toBe('error');
		const retried = await gateway.instance.retry(failedTwice);
		expect(retried.status).toBe('success');
		expect(new Set(sent().map(({ request_id }) => request_id)).size).toBe(1);
		expect(gateway.sandbox.orders).toHaveLength(1);
	});

	it('the same execution run again after its worker was killed', async () => {
		const first = await run(sale());
		await gateway.instance.runAgain(first);
		expect(sent()[1]).toEqual(sent()[0]);
		expect(gateway.sandbox.orders).toHaveLength(1);
	});

	it('several items: those that went through are not charged again', async () => {
		const items = [{ amount: '1.00' }, { amount: '2.00' }, { amount: '3.00' }];
		const first = await run(sale({ amount: '={{ $json.amount }}' }), {}, items);
		expect(first.status).toBe('success');
		gateway.sandbox.reset();
		gateway.sandbox.addFault({ kind: 'lost_answer', method: 'v3.POS', rate: 0.5, seed: 7, count: 1 });
		const failed = await run(sale({ amount: '={{ $json.amount }}' }), {}, items);
		expect(failed.status).toBe('error');
		const retried = await gateway.instance.retry(failed);
		expect(retried.status).toBe('success');
		expect(retried.json('YabandPay')).toHaveLength(3);
		expect(gateway.sandbox.orders.map(({ amount }) => amount).sort()).toEqual(['1.00', '2.00', '3.00']);
	});

	it('a method without request_id repeats its derived order_id', async () => {
		gateway.sandbox.addFault({ kind: 'server_error', count: 1 });
		const failed = await run(onlinePayment());
		await gateway.instance.retry(failed);
		expect(sent()).toHaveLength(2);
		expect(sent()[1].order_id).toBe(sent()[0].order_id);
		expect(sent()[0].request_id).toBeUndefined();
	});
});

describe('everything else is another call', () => {
	const differ = (field: keyof Identifiers, count: number) => {
		const values = sent().map((identifiers) => identifiers[field]);
		expect(values).toHaveLength(count);
		expect(new Set(values).size).toBe(count);
	};

	it('two executions', async () => {
		await run(sale());
		await run(sale());
		differ('request_id', 2);
		differ('order_id', 2);
	});

	it('two items of one run, although they are alike', async () => {
		await run(sale(), {}, [{ amount: '12.50' }, { amount: '12.50' }]);
		differ('request_id', 2);
		differ('order_id', 2);
	});

	it('the runs of a loop in one execution, although they are alike', async () => {
		const execution = await gateway.instance.run(readWorkflow('loop-over-sales'));
		expect(execution.status).toBe('success');
		expect(execution.runs('Start Sale')).toBe(3);
		expect(execution.json('All Sales')).toHaveLength(3);
		differ('request_id', 3);
		differ('order_id', 3);
	});

	it('two nodes of one workflow', async () => {
		const workflow = singleNodeWorkflow(sale());
		const [, node] = workflow.nodes;
		workflow.nodes.push({ ...node, id: '8b1f2b0e-6d53-4a7c-9a59-2d3f52b2f003', name: 'Second' });
		workflow.connections.YabandPay = { main: [[{ node: 'Second', type: 'main', index: 0 }]] };
		expect((await gateway.instance.run(workflow)).status).toBe('success');
		differ('request_id', 2);
		differ('order_id', 2);
	});

	it('a request_id of the user is sent as it is', async () => {
		await run(sale({ order_id: '20261122000001', options: { request_id: 'a7z1lox4l6z6mdx1udgn5gtezasze1x0' } }));
		expect(sent()).toEqual([{ request_id: 'a7z1lox4l6z6mdx1udgn5gtezasze1x0', order_id: '20261122000001' }]);
	});
});

describe('derived identifiers have the form the gateway asks for', () => {
	it('request_id: 24 and more letters and digits; order_id of a terminal: digits, fewer than 20', async () => {
		await run(sale(), {}, Array.from({ length: 20 }, () => ({ amount: '1.00' })));
		for (const { request_id, order_id } of sent()) {
			expect(request_id).toMatch(/^[A-Za-z0-9]{24,}$/);
			expect(order_id).toMatch(/^[1-9]\d{1,18}$/);
		}
	});
});

describe('-3002, duplicate request_id', () => {
	it('is no error and no second charge: the item carries the numbers that find the first', async () => {
		const parameters = sale({ order_id: '20261122000002', options: { request_id: 'a7z1lox4l6z6mdx1udgn5gtezasze1x1' } });
		await run(parameters);
		const second = await run(parameters);
		expect(second.status).toBe('success');
		expect(second.json('YabandPay')).toEqual([
			expect.objectContaining({
				already_accepted: true,
				order_id: '20261122000002',
				request_id: 'a7z1lox4l6z6mdx1udgn5gtezasze1x1',
			}),
		]);
		expect(second.json('YabandPay')[0].state).not.toBe('paid');
		expect(gateway.sandbox.orders).toHaveLength(1);
	});
});
