import type { INodeParameters } from 'n8n-workflow';
import type { Execution } from '../harness/execution.mts';
import type { Gateway } from '../harness/gateway.mts';
import { readWorkflow, type NodeSettings, type SavedWorkflow } from '../harness/saved-workflow.mts';

/** What of the fixture "wait-for-payment" a test wants otherwise. */
export interface Changes {
	/** further parameters of "Create Payment"; with `resource` in them instead of its own */
	create?: INodeParameters;
	/** further parameters of "Wait for Payment"; with `resource` in them instead of its own */
	wait?: INodeParameters;
	/** the settings of "Wait for Payment" */
	settings?: NodeSettings & { alwaysOutputData?: boolean };
	/** name of the credential of both */
	credential?: string;
	timezone?: string;
}

/** The fixture that creates a payment, hands its link over and waits, with changes. */
export function waitingWorkflow({ create = {}, wait = {}, settings = {}, credential, timezone }: Changes = {}): SavedWorkflow {
	const workflow = readWorkflow('wait-for-payment');
	const find = (name: string) => workflow.nodes.find((node) => node.name === name)!;
	const change = (name: string, parameters: INodeParameters) => {
		const node = find(name);
		node.parameters = 'resource' in parameters ? parameters : { ...node.parameters, ...parameters };
		if (credential !== undefined) node.credentials = { yabandPayApi: { id: null, name: credential } };
	};
	change('Create Payment', create);
	change('Wait for Payment', wait);
	Object.assign(find('Wait for Payment'), settings);
	if (timezone !== undefined) workflow.settings = { ...workflow.settings, timezone };
	return workflow;
}

/** An execution of the fixture, run until it waits or ends. */
export const runWaiting = async ({ instance }: Gateway, changes?: Changes): Promise<Execution> =>
	await instance.run(waitingWorkflow(changes), { items: [{ order: '1042' }] });

/** The number of what "Create Payment" made. */
export const created = (execution: Execution, field = 'trade_id'): string => execution.json('Create Payment')[0][field] as string;

/** A refund of a payment, and the wait for it. */
export const refundOf = (trade_id: string): Changes => ({
	create: {
		resource: 'refund',
		operation: 'create',
		trade_id,
		refund_amount: '2.50',
		refund_currency: 'EUR',
		refund_description: 'Returned',
		notify: 'thisExecution',
	},
	wait: { resource: 'refund', operation: 'waitForRefund', refund_id: "={{ $('Create Payment').first().json.refund_id }}" },
});

/** A payout of 100 EUR, and the wait for it. */
export const payout = (reference = 'Week 47', options: INodeParameters = {}): Changes => ({
	credential: 'Super admin',
	create: { resource: 'wallet', operation: 'createPayout', amount: '100.00', currency: 'EUR', reference, notify: 'thisExecution' },
	wait: { resource: 'wallet', operation: 'waitForPayout', payout_id: "={{ $('Create Payment').first().json.payout_id }}", options },
});
