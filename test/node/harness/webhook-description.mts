import type { INode, IWebhookData, Workflow } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/**
 * Finds a node's webhook and evaluates its path, as n8n does when a workflow is published.
 *
 * @param restart false: the webhook of a trigger node; true: the one that resumes a waiting execution
 * @returns undefined for a node without such a webhook
 */
export function describeWebhook(workflow: Workflow, node: INode, restart: boolean): IWebhookData | undefined {
	const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const description = type.description.webhooks?.find((webhook) => (webhook.restartWebhook ?? false) === restart);
	if (description === undefined) return undefined;
	const evaluate = (value: unknown) =>
		workflow.expression.getSimpleParameterValue(node, value as string, 'internal', {}) as string | undefined;
	return {
		httpMethod: description.httpMethod as IWebhookData['httpMethod'],
		node: node.name,
		path: NodeHelpers.getNodeWebhookPath(workflow.id, node, evaluate(description.path) ?? '', false, restart),
		webhookDescription: description,
		workflowId: workflow.id,
		workflowExecuteAdditionalData: {} as IWebhookData['workflowExecuteAdditionalData'],
	};
}
