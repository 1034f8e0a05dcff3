import type { INodeProperties } from 'n8n-workflow';
import { EVENTS } from '../../protocol/states';

/** The addresses the gateway's pages have named over time; reference section 11. */
const PUBLISHED_ADDRESSES = '8.211.41.31, 8.211.10.244, 8.211.8.123, 8.211.8.130, 8.211.10.149';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Open "Webhook URLs" above and use the Production URL, not the Test URL, as the notification URL of your payments: in "Notification URL" of the YabandPay node, or once for all in "Default Notification URL" of the credential.',
		name: 'where_to_paste',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		default: ['*'],
		required: true,
		description: 'Which changes start the workflow. All others are acknowledged and ignored.',
		options: [
			{ name: 'All Events', value: '*', description: 'Every change of a payment, refund or payout' },
			...EVENTS.map(({ name, value, description }) => ({ name, value, description })),
		],
	},
	{
		// n8n leaves the body unread where this is set, so that the node verifies the very bytes that came and answers broken JSON itself.
		displayName: 'Body',
		name: 'options',
		type: 'hidden',
		default: { binaryData: true },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Everything else is acknowledged and ignored',
		options: [
			{
				displayName: 'Accounts or Terminals',
				name: 'users',
				type: 'string',
				default: '',
				placeholder: 'e.g. 016683, T125119061',
				description: 'Only notifications of these accounts (UID) or terminals (TID), separated by commas',
			},
			{
				displayName: 'Payment Methods',
				name: 'payment_methods',
				type: 'string',
				default: '',
				placeholder: 'e.g. Payconiq, WeChat Pay',
				description: 'Only payments by these methods (sub_pay_method), separated by commas. Refunds and payouts name none, so they are ignored then.',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'settings',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Allowed Addresses',
				name: 'allowed_addresses',
				type: 'string',
				default: PUBLISHED_ADDRESSES,
				placeholder: 'e.g. 8.211.41.31, 8.211.0.0/16',
				description:
					'Only accept calls from these IP addresses or networks, separated by commas. YabandPay has changed its addresses before: ask for the current ones. Behind a reverse proxy, set N8N_PROXY_HOPS on your n8n server.',
			},
			{
				displayName: 'Confirm with Gateway',
				name: 'confirm_with_gateway',
				type: 'boolean',
				default: true,
				description:
					'Whether to ask YabandPay for the payment or refund before the workflow starts, and to refuse the notification if state, amount or currency differ. Not possible for payouts.',
			},
			{
				displayName: 'Include Raw Notification',
				name: 'include_raw',
				type: 'boolean',
				default: true,
				description: 'Whether to add the notification as it was received, as text, in raw_notification',
			},
			{
				displayName: 'Start Once',
				name: 'deduplicate',
				type: 'boolean',
				default: true,
				description:
					'Whether each state of a payment, refund or payout starts the workflow once, however often YabandPay repeats the notification. On unless you add this option and turn it off.',
			},
		],
	},
];
