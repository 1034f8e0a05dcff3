import type { IWebhookDescription, NodeConnectionType, ExpressionString } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { Resource } from '../catalogue/types';

/** The resume URL of a waiting execution leads here. Only n8n calls it, and only while this node's execution waits. */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		// Empty, so that n8n answers with what the node returns.
		responseData: '',
		path: '',
		restartWebhook: true,
	},
];

/**
 * One output, but two for operations that wait. n8n hands the node's input to the first output when a wait is over, so the
 * first is "Limit Reached" and what is final gets an output of its own: an unpaid order can never look paid.
 */
export function outputs(resources: readonly Resource[]): NodeConnectionType[] | ExpressionString {
	const waiting = resources.flatMap(({ operations }) => operations.filter((each) => each.waiting).map(({ value }) => value));
	const two = [
		{ type: NodeConnectionTypes.Main, displayName: 'Limit Reached' },
		{ type: NodeConnectionTypes.Main, displayName: 'Final' },
	];
	return `={{ ${JSON.stringify(waiting)}.includes($parameter["operation"]) ? ${JSON.stringify(two)} : ["${NodeConnectionTypes.Main}"] }}`;
}
