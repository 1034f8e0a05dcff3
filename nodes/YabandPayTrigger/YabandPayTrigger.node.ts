import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
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
		description: 'Starts the workflow when a payment, refund or payout changes its state at YabandPay',
		defaults: { name: 'YabandPay Trigger' },
		eventTriggerDescription: '',
		activationMessage: 'YabandPay notifications sent to the Production URL now start this workflow.',
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'<b>While you build</b>: click "Listen for test event", then send a notification to the <b>Test URL</b>. It works for one call only.<br><br><b>When you go live</b>: activate the workflow and use the <b>Production URL</b> as the notification URL of your payments, or as "Default Notification URL" in the YabandPay credential. It must start with https:// and be reachable from the internet. If it shows localhost, set WEBHOOK_URL on your n8n server.',
				active:
					'<b>While you build</b>: click "Listen for test event", then send a notification to the <b>Test URL</b>. It works for one call only.<br><br><b>Live</b>: this workflow is active. Notifications sent to the <b>Production URL</b> start it; see the Executions tab.',
			},
			activationHint:
				'Once it works, activate the workflow and use the Production URL as the notification URL of your payments.',
		},
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
