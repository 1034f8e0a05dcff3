import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { catalogueProperties } from './catalogue/properties';
import { findOperation, resources } from './operations';
import { runItems } from './requests/runItems';

/** Every method of the gateway as a resource and an operation; what they are is data in `operations/`. */
export class YabandPay implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'YabandPay',
		name: 'yabandPay',
		icon: { light: 'file:../../icons/yabandpay.svg', dark: 'file:../../icons/yabandpay.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Take payments with YabandPay: links, QR codes, cards, gift cards, POS terminals, refunds and payouts',
		defaults: { name: 'YabandPay' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
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
		return [await runItems(this, operation)];
	}
}
