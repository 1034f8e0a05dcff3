import type { IWebhookFunctions } from 'n8n-workflow';
import type { Expected } from './subject';

/** The name under which n8n keeps, with the execution, what is waited for. */
export const WAIT_KEY = 'yabandpay_wait';

/** What the execution waits for, as noted when the wait began; undefined if it does not wait for anything of ours. */
export function readExpected(context: IWebhookFunctions): Expected | undefined {
	try {
		const kept = JSON.parse(String(context.customData.get(WAIT_KEY))) as Expected;
		return typeof kept?.id === 'string' && kept.id !== '' ? kept : undefined;
	} catch {
		return undefined;
	}
}
