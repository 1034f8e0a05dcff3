import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { catalogueProperties, subtitle } from './catalogue/properties';
import { findOperation, resources } from './operations';
import { runItems } from './requests/runItems';
import { outputs, resumeWebhooks } from './waiting/description';
import { beginWaiting } from './waiting/begin';
import { resumeWaiting } from './waiting/resume';

/** Every method of the gateway as a resource and an operation; what they are is data in `operations/`. */
export class YabandPay implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'YabandPay',
		name: 'yabandPay',
		icon: { light: 'file:../../icons/yabandpay.svg', dark: 'file:../../icons/yabandpay.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitle(resources),
		description: 'Take payments with YabandPay: links, QR codes, cards, gift cards, POS terminals, refunds and payouts',
		defaults: { name: 'YabandPay' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputs(resources),
		webhooks: resumeWebhooks,
		credentials: [{ name: 'yabandPayApi', required: true }],
		properties: catalogueProperties(resources),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const resource = this.getNodeParameter('resource', 0) as string;
		const operation = findOperation(resource, this.getNodeParameter('operation', 0) as string);
		if (operation === undefined) {
			throw new NodeOperationError(this.getNode(), `This version of the YabandPay node has no operation of that name for "${resource}"`, {
				description: 'Open the node and choose the operation again, or update the package.',
			});
		}
		if (operation.waiting) return await beginWaiting(this, operation, operation.waiting);
		return [await runItems(this, operation)];
	}

	/** The notification that continues an execution which waits for a payment, a refund or a payout. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const resource = this.getNodeParameter('resource') as string;
		const operation = findOperation(resource, this.getNodeParameter('operation') as string);
		return await resumeWaiting(this, operation?.waiting);
	}
}
