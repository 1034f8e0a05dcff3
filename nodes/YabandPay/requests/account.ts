import type { ICredentialDataDecryptedObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { AccountSettings } from '../catalogue/types';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** A credential as read for one item. */
export interface Account {
	readonly settings: AccountSettings;
	readonly credential: ICredentialDataDecryptedObject;
}

/**
 * Reads the credential for one item. A credential may hold expressions that depend on the item, so it is read for each:
 * n8n itself would sign every item with the first item's credential.
 */
export async function readAccount(context: IExecuteFunctions | IWebhookFunctions, itemIndex?: number): Promise<Account> {
	const credential = await context.getCredentials('yabandPayApi', itemIndex);
	return {
		credential,
		settings: {
			uid: text(credential.uid),
			tid: text(credential.tid),
			baseUrl: text(credential.baseUrl).replace(/\/+$/, '') || 'https://mapi.yabandpay.com',
			notifyUrl: text(credential.notifyUrl),
		},
	};
}
