import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** What n8n marks static data with that has to be saved. */
const CHANGED = '__dataChanged';

/** The contexts of n8n have this member, though the interface does not tell. */
type WithWorkflow = IWebhookFunctions & { readonly workflow?: { staticData?: IDataObject } };

/** What n8n's static data holds for this trigger: see `Once.load`. */
export const readSeen = (context: IWebhookFunctions): unknown => context.getWorkflowStaticData('node').seen;

/**
 * Has n8n save what the trigger has seen, after it has stored the execution and before it answers.
 *
 * n8n 2 builds the workflow of the execution upon the very object that holds the static data of the webhook's, which takes
 * back the mark that there is something to save (seen in 2.41: only the first change of all was saved). So the webhook's
 * workflow gets an object of its own.
 */
export function writeSeen(context: IWebhookFunctions, seen: IDataObject): void {
	context.getWorkflowStaticData('node').seen = seen;
	const { workflow } = context as WithWorkflow;
	if (workflow?.staticData === undefined) return;
	workflow.staticData = Object.defineProperty({ ...workflow.staticData }, CHANGED, { value: true, writable: true });
}
