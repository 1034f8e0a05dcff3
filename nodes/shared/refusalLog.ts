import type { IWebhookFunctions } from 'n8n-workflow';

const QUIET_MS = 60_000;

const last = new Map<string, { at: number; kept: number }>();

/**
 * Logs why a call was refused, at most once a minute per node and reason, so that a flood of forged calls cannot fill the log.
 * Never logs anything of what was received.
 *
 * @param now epoch milliseconds
 */
export function logRefusal(context: IWebhookFunctions, reason: string, message: string, now = Date.now()): void {
	const node = context.getNode();
	const key = `${context.getWorkflow().id}:${node.id}:${reason}`;
	const before = last.get(key);
	if (before !== undefined && now - before.at < QUIET_MS) {
		before.kept++;
		return;
	}
	const more = before?.kept ? ` (and ${before.kept} more like this since the last report)` : '';
	last.set(key, { at: now, kept: 0 });
	context.logger.warn(`"${node.name}" refused a call: ${message}${more}`, {
		workflowId: context.getWorkflow().id,
		reason,
	});
}
