import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { triggerPanel } from './panel';
import { triggerProperties } from './properties';
import { receive } from './receive';

const nothingToRegister = async (): Promise<boolean> => true;

/** Starts a workflow when YabandPay reports a change of state, and only if the report is genuine. */
export class YabandPayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'YabandPay Trigger',
		name: 'yabandPayTrigger',
		icon: { light: 'file:../../icons/yabandpay.svg', dark: 'file:../../icons/yabandpay.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].includes("*") ? "all events" : $parameter["events"].join(", ") }}',
		description: 'Payments by link, QR code, card or POS terminal. Starts the workflow when a payment, refund or payout changes its state.',
		defaults: { name: 'YabandPay Trigger' },
		eventTriggerDescription: 'Waiting for a notification at the Test URL',
		activationMessage: 'Notifications that YabandPay sends to the Production URL now start this workflow.',
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'yabandPayApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Empty, so that n8n answers with what the node returns, after it has stored the execution.
				responseData: '',
				path: 'webhook',
			},
		],
		properties: triggerProperties,
		usableAsTool: undefined,
	};

	/** The address travels with every payment as `notify_url`; there is nothing to register at the gateway. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await nothingToRegister();
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await nothingToRegister();
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await nothingToRegister();
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
