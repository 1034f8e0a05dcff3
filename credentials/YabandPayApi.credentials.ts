import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { signRequestOptions } from './signRequestOptions';

/**
 * Holds the account and the secret key, and signs every request; reference sections 1 and 2.
 * Works for this package's nodes and for the HTTP Request node ("Predefined Credential Type"): the body is
 * `{ "method": "v3.…", "data": { … } }`, everything else is added here.
 */
export class YabandPayApi implements ICredentialType {
	name = 'yabandPayApi';

	displayName = 'YabandPay API';

	icon = { light: 'file:../icons/yabandpay.svg', dark: 'file:../icons/yabandpay.dark.svg' } as const;

	documentationUrl = 'https://github.com/yabandpay/n8n-nodes-yabandpay#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'UID',
			name: 'uid',
			type: 'string',
			default: '',
			placeholder: 'e.g. 016683',
			description:
				'Number of the YabandPay account the calls run under: a cashier account for payments and refunds, the super-admin account for balance, payouts and statements, the merchant-level account for foreign exchange. Leave empty if you only use terminals.',
		},
		{
			displayName: 'TID',
			name: 'tid',
			type: 'string',
			default: '',
			placeholder: 'e.g. T125119061',
			description: 'Number of the POS terminal. Only needed for the POS Terminal operations.',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Signs every request and verifies every notification. Never leaves n8n.',
		},
		{
			displayName: 'Previous Secret Key',
			name: 'previousSecretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'While you change the secret key: the old one, so that notifications still signed with it are accepted. Empty it when the change is done.',
		},
		{
			displayName: 'Default Notification URL',
			name: 'notifyUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
			description:
				'Production URL of your YabandPay Trigger node. Used by every operation whose own Notification URL is empty.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://mapi.yabandpay.com',
			description: 'Address of the gateway. Change it only to use the local sandbox, e.g. http://127.0.0.1:7357.',
		},
		{
			displayName: 'Finance Command Field',
			name: 'commandField',
			type: 'options',
			default: 'command',
			options: [
				{ name: 'Command (Newer Documentation)', value: 'command' },
				{ name: 'Commond (Older Documentation)', value: 'commond' },
			],
			description:
				'Advanced: how the gateway spells the field that names a Wallet call. Its pages disagree; change it only if Wallet calls fail with "Required field is missing".',
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signRequestOptions(credentials, requestOptions, Math.floor(Date.now() / 1000));
	}

	/** Asks for an order that does not exist: the gateway checks user and signature first, and no money moves. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.replace(/\\/+$/, "") }}',
			url: '/Payments',
			method: 'POST',
			body: { method: 'v3.QueryOrder', data: { trade_id: '00000000-0000-0000-0000-000000000000' } },
			timeout: 15_000,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'code',
					value: '-403',
					message: 'Wrong secret key: YabandPay did not accept the signature (-403). Check UID and Secret Key.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'code',
					value: '-2001',
					message: 'Unknown user: YabandPay does not know this UID or TID (-2001). Check the number for typing errors.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'code',
					value: undefined,
					message: 'Something answered at the Base URL, but it is not the YabandPay gateway. Check the Base URL.',
				},
			},
		],
	};
}
