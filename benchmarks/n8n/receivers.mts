import { randomUUID } from 'node:crypto';
import { CREDENTIAL_TYPE, TRIGGER_TYPE } from '../../tools/shop.mts';
import { forged, genuine } from './notifications.mts';
import { publish, type Bench } from './shop.mts';
import type { Target } from './traffic.mts';
import { chain, codeNode, hmacNode, node, noOpNode, webhookNode } from './workflows.mts';

/** What they are called in the results. */
export const RECEIVERS = {
	bare: 'Webhook node, no check',
	oldWebhook: 'Webhook node, version 1, no check',
	byHand: 'Webhook → Code → Crypto → IF',
	trigger: 'YabandPay Trigger',
	forged: 'YabandPay Trigger, forged calls',
} as const;

/** A way to receive notifications, and the calls to send. */
export interface Receiver {
	name: string;
	target: Target;
	body: () => string;
	/** The status of every answer. */
	status: number;
}

const STRING_TO_SIGN = `return $input.all().map(({ json }) => {
	const { sign, data } = json.body;
	const text = Object.keys(data).sort().map((key) => key + '=' + data[key]).join('&');
	return { json: { received: sign, data, text } };
});`;

/** What a user builds without this package to check the signature after the Webhook node. */
function handBuilt({ hmacCredential }: Bench) {
	const isGenuine = node('Genuine?', 'n8n-nodes-base.if', {
		typeVersion: 2.3,
		parameters: {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 3 },
				conditions: [
					{
						id: randomUUID(),
						leftValue: '={{ $json.sign }}',
						rightValue: '={{ $json.received }}',
						operator: { type: 'string', operation: 'equals' },
					},
				],
				combinator: 'and',
			},
			options: {},
		},
	});
	return [codeNode('String to Sign', STRING_TO_SIGN), hmacNode('Sign', hmacCredential), isGenuine, noOpNode()];
}

function triggerNode({ credential }: Bench) {
	return node('YabandPay Trigger', TRIGGER_TYPE, {
		webhookId: randomUUID(),
		credentials: { [CREDENTIAL_TYPE]: credential },
	});
}

/**
 * Publishes every way to receive a notification.
 *
 * `Webhook node, version 1` is the yardstick for what n8n itself takes from any trigger that is not the current Webhook
 * node: it runs no code but n8n's, and n8n makes an expression isolate for it as for every other trigger.
 */
export async function publishReceivers(bench: Bench): Promise<Receiver[]> {
	const { shop } = bench;
	const body = () => genuine(shop.sandbox.secretKey);
	const publishWebhook = async (name: string, webhook: ReturnType<typeof webhookNode>, after = [noOpNode()]) =>
		await publish(shop, chain(name, [webhook, ...after]), String(webhook.webhookId));
	const trigger = triggerNode(bench);
	const triggerTarget = await publish(shop, chain('Trigger', [trigger, noOpNode()]), `${trigger.webhookId}/webhook`);
	return [
		{ name: RECEIVERS.bare, target: await publishWebhook('Bare', webhookNode()), body, status: 200 },
		{ name: RECEIVERS.oldWebhook, target: await publishWebhook('Bare 1', webhookNode({}, 1)), body, status: 200 },
		{ name: RECEIVERS.byHand, target: await publishWebhook('By hand', webhookNode(), handBuilt(bench)), body, status: 200 },
		{ name: RECEIVERS.trigger, target: triggerTarget, body, status: 200 },
		{ name: RECEIVERS.forged, target: triggerTarget, body: forged, status: 401 },
	];
}
