import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { logRefusal } from '../../../nodes/shared/refusalLog.ts';

/** A webhook's context as far as the log needs it. */
function context(workflowId: string, lines: Array<[string, IDataObject]>): IWebhookFunctions {
	return {
		getNode: () => ({ id: 'n', name: 'YabandPay Trigger' }),
		getWorkflow: () => ({ id: workflowId }),
		logger: { warn: (message: string, meta: IDataObject) => void lines.push([message, meta]) },
	} as unknown as IWebhookFunctions;
}

it('logs each reason once a minute and says then how many there were', () => {
	const lines: Array<[string, IDataObject]> = [];
	const here = context('w', lines);
	for (let second = 0; second < 60; second++) logRefusal(here, 'forged', 'it is forged', 1_000_000 + second * 1_000);
	expect(lines).toEqual([['"YabandPay Trigger" refused a call: it is forged', { workflowId: 'w', reason: 'forged' }]]);
	logRefusal(here, 'malformed', 'it is no JSON', 1_059_000);
	logRefusal(context('another', lines), 'forged', 'it is forged', 1_059_000);
	expect(lines).toHaveLength(3);
	logRefusal(here, 'forged', 'it is forged', 1_060_000);
	expect(lines[3][0]).toBe('"YabandPay Trigger" refused a call: it is forged (and 59 more like this since the last report)');
	logRefusal(here, 'forged', 'it is forged', 1_200_000);
	expect(lines[4][0]).toBe('"YabandPay Trigger" refused a call: it is forged');
});
