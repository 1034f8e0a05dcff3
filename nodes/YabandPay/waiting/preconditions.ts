import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { N8N_NODES_API_VERSION } from 'n8n-workflow';
import { FieldError } from '../catalogue/fieldError';
import type { Operation } from '../catalogue/types';

/**
 * Whether this n8n hands on what a resumed node puts on its second output. It does since 2.39; before, a paid order would
 * vanish without an error. n8n does not tell nodes its version, but 2.39 is also the first to export this constant.
 */
export const forwardsAllOutputs = (apiVersion: number | undefined): boolean => apiVersion !== undefined;

/**
 * Checks what waiting needs of n8n, of the node's settings and of its input.
 *
 * @throws FieldError that says what to do instead
 */
export function checkPreconditions(
	context: IExecuteFunctions,
	{ name }: Operation,
	canForward = forwardsAllOutputs(N8N_NODES_API_VERSION),
): void {
	if (!canForward) {
		throw new FieldError(
			`"${name}" needs n8n 2.39 or later`,
			'Earlier versions lose what a waiting node with two outputs hands on, so a payment would go unnoticed. Update n8n, or let a YabandPay Trigger start a second workflow.',
		);
	}
	const { type, alwaysOutputData } = context.getNode();
	if (type.endsWith('Tool')) {
		throw new FieldError(
			`"${name}" cannot be used as a tool of an AI agent`,
			'It would put the execution to wait in the middle of what the agent does. Give the agent a Get operation, or wait in a step of the workflow.',
		);
	}
	if (alwaysOutputData) {
		throw new FieldError(
			`"${name}" cannot be used with "Always Output Data"`,
			'With it n8n would also run what follows the output "Limit Reached" when the payment is final. Switch it off in the settings of the node.',
		);
	}
	const count = context.getInputData().length;
	if (count !== 1) {
		throw new FieldError(
			`"${name}" takes one item at a time, but it got ${count}`,
			'An execution can wait for one thing at a time. Put this step and the one that creates the payment into a workflow of their own and start it with an Execute Workflow node in mode "Run once for each item". To wait for one after the other, put a Loop Over Items node with batch size 1 before this step.',
		);
	}
}

const pathOf = (address: string): string => (URL.canParse(address) ? new URL(address).pathname : address);

/**
 * Checks that the gateway's record names this execution as the one to notify: if not, nothing would end the wait before its
 * limit, even if the payment is made. A record without an address is left alone.
 *
 * @throws FieldError that says where to set it
 */
export function checkNotified(record: IDataObject, resumeUrl: string): void {
	const address = typeof record.notify_url === 'string' ? record.notify_url.trim() : '';
	if (address === '' || pathOf(address) === pathOf(resumeUrl)) return;
	throw new FieldError(
		'YabandPay does not report this to the execution that wants to wait for it, so the wait would never end before its limit',
		'Set Notify to "This Execution" in the step that creates it, in the same workflow as this one. If this execution is a retry, the notification goes to the original one: ask with a Get operation instead.',
	);
}
