import type { INodeTypeDescription } from 'n8n-workflow';

const TRY_OUT =
	'click "Execute step", then send a notification to the <b>Test URL</b>. Make one with the YabandPay node ("Create Test Notification") and post its body with an HTTP Request node, or start a payment with the Test URL as its notification URL. Each click takes one notification.';

const REACHABLE =
	'The address must start with https:// and be reachable from the internet. If it shows localhost or a port number, set WEBHOOK_URL on your n8n server.';

/** What the node's panel says before anything has come: the mistakes everybody makes with webhooks once. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Wait for a notification from YabandPay',
	executionsHelp: {
		inactive: `<b>To try it out</b>, ${TRY_OUT}<br><br><b>To go live</b>, publish the workflow and use the <b>Production URL</b> as the notification URL of your payments, or once for all as "Default Notification URL" of the YabandPay credential. The Test URL works only while this page listens.<br><br>${REACHABLE}`,
		active: `<b>The workflow is live.</b> Each genuine notification to the <b>Production URL</b> starts it, which shows in the <a data-key="executions">executions list</a>, not here.<br><br><b>If nothing arrives</b>, check that your payments use the Production URL and not the Test URL. ${REACHABLE} The log of n8n tells why calls were refused.<br><br><b>To try a change out</b>, ${TRY_OUT}`,
	},
	activationHint: {
		inactive: 'When it works, publish the workflow and use the Production URL as the notification URL of your payments.',
		active: 'Notifications to the Production URL start the workflow too, but do not show here.',
	},
};
