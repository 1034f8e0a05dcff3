import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { normalizeState, type NotificationKind } from '../../../protocol/states';

/** What was there when the wait began. */
export interface Expected {
	readonly id: string;
	readonly amount: string;
	readonly currency: string;
	/** The states that end the wait, each in its one spelling. */
	readonly endStates: readonly string[];
}

/** The name under which n8n keeps, with the execution, what is waited for. */
export const WAIT_KEY = 'yabandpay_wait';

/** n8n cuts off the rest of a longer entry without a word. */
const LONGEST_ENTRY = 512;

/** The parameter "Continue When": a list, or what an expression makes of it, as one text. */
export const readEndStates = (value: string, kind: NotificationKind): string[] => [
	...new Set(value.split(',').map((state) => normalizeState(kind, state)).filter((state) => state !== '')),
];

/**
 * Notes with the execution what it waits for, so that the resume URL can tell what it is called for.
 *
 * @returns false if n8n had no room for it
 */
export function noteExpected(context: IExecuteFunctions, expected: Expected): boolean {
	const note = JSON.stringify(expected);
	if (note.length > LONGEST_ENTRY) return false;
	context.customData.set(WAIT_KEY, note);
	return context.customData.get(WAIT_KEY) === note;
}

/** What the execution waits for, as noted when the wait began; undefined if it does not wait for anything of ours. */
export function readExpected(context: IWebhookFunctions): Expected | undefined {
	try {
		const kept = JSON.parse(String(context.customData.get(WAIT_KEY))) as Expected;
		return typeof kept?.id === 'string' && kept.id !== '' && Array.isArray(kept.endStates) ? kept : undefined;
	} catch {
		return undefined;
	}
}
