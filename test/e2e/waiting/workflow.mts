import type { INode, INodeParameters } from 'n8n-workflow';
import type { CredentialReference, Workflow } from '../../../tools/n8n/workflows.mts';
import { node, START, startNode, yabandPayNode } from '../harness/workflows.mts';

/** The names of the nodes that follow the two outputs of the waiting node. */
export const LIMIT = 'Limit Reached';
export const FINAL = 'Final';
export const WAIT = 'Wait';

const noOp = (name: string): INode => node(name, 'n8n-nodes-base.noOp');

const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];

/** An online payment that notifies this execution. */
export const PAYMENT: INodeParameters = {
	resource: 'onlinePayment',
	operation: 'create',
	sub_pay_method: 'Payconiq',
	amount: '24.90',
	currency: 'EUR',
	description: 'Order 1042',
	notify: 'thisExecution',
	options: {},
};

/** Waits for the payment that "Create" made. */
export const PAYMENT_WAIT: INodeParameters = {
	resource: 'order',
	operation: 'waitForPayment',
	trade_id: "={{ $('Create').first().json.trade_id }}",
	options: {},
};

/** A limit so many seconds after the wait begins. n8n looks for waits that are due once a minute. */
export const within = (seconds: number): INodeParameters => ({
	limit: 'date',
	limit_date: `={{ $now.plus(${seconds}, 'seconds').toISO() }}`,
});

/** Create, hand over, wait: then "Limit Reached" or "Final". */
export function waitingWorkflow(
	name: string,
	credential: CredentialReference,
	wait: INodeParameters = PAYMENT_WAIT,
	create: INodeParameters = PAYMENT,
): Workflow {
	const handOver = node('Hand Over', 'n8n-nodes-base.set', {
		typeVersion: 3.4,
		parameters: { assignments: { assignments: [{ id: '1', name: 'handed_over', type: 'string', value: 'to the payer' }] }, options: {} },
	});
	return {
		name,
		nodes: [
			startNode(),
			yabandPayNode('Create', credential, create),
			handOver,
			yabandPayNode(WAIT, credential, wait),
			noOp(LIMIT),
			noOp(FINAL),
		],
		connections: {
			[START]: { main: [to('Create')] },
			Create: { main: [to('Hand Over')] },
			'Hand Over': { main: [to(WAIT)] },
			[WAIT]: { main: [to(LIMIT), to(FINAL)] },
		},
		settings: { executionOrder: 'v1' },
	};
}

/** The same, but after the limit a reminder goes out and the workflow waits again. */
export function loopingWorkflow(name: string, credential: CredentialReference, wait: INodeParameters): Workflow {
	const workflow = waitingWorkflow(name, credential, { ...PAYMENT_WAIT, ...wait });
	return {
		...workflow,
		nodes: [...workflow.nodes, noOp('Remind')],
		connections: { ...workflow.connections, [LIMIT]: { main: [to('Remind')] }, Remind: { main: [to(WAIT)] } },
	};
}

/** Several payments, waited for one after the other, as the error for several items advises. */
export function onePerItemWorkflow(name: string, credential: CredentialReference, items: INode[]): Workflow {
	const loop = node('Loop Over Items', 'n8n-nodes-base.splitInBatches', { typeVersion: 3, parameters: { options: {} } });
	const [values, one] = items;
	return {
		name,
		nodes: [
			startNode(),
			...items,
			yabandPayNode('Create', credential, { ...PAYMENT, amount: '={{ $json.amounts }}' }),
			loop,
			yabandPayNode(WAIT, credential, { ...PAYMENT_WAIT, trade_id: '={{ $json.trade_id }}' }),
			noOp(LIMIT),
			noOp(FINAL),
			noOp('All'),
		],
		connections: {
			[START]: { main: [to(values.name)] },
			[values.name]: { main: [to(one.name)] },
			[one.name]: { main: [to('Create')] },
			Create: { main: [to(loop.name)] },
			[loop.name]: { main: [to('All'), to(WAIT)] },
			[WAIT]: { main: [to(LIMIT), to(FINAL)] },
			[LIMIT]: { main: [to(loop.name)] },
			[FINAL]: { main: [to(loop.name)] },
		},
		settings: { executionOrder: 'v1' },
	};
}
