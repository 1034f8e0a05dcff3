import { beforeEach, describe, expect, it } from 'vitest';
import { SECRET_KEY, useGateway } from '../harness/gateway.mts';
import { sale } from '../harness/parameters.mts';
import { singleNodeWorkflow } from '../harness/saved-workflow.mts';
import { TestInstance } from '../harness/test-instance.mts';

const gateway = useGateway();
beforeEach(() => {
	gateway.sandbox.reset();
});

const toThisExecution = sale({ notify: 'thisExecution' });

/** An n8n whose credential is one for the real gateway. The address is reserved and leads nowhere. */
function realGateway(webhookBase: string): TestInstance {
	const credential = { uid: '016683', tid: 'T125119061', secretKey: SECRET_KEY, baseUrl: 'https://gateway.invalid' };
	const instance = new TestInstance({ 'YabandPay account': credential });
	instance.baseUrl = webhookBase;
	return instance;
}

describe('Notify "This Execution"', () => {
	it('gives the gateway the resume URL of this execution, with n8n\'s token, and no URL of the user', async () => {
		const { instance, sandbox } = gateway;
		const execution = await instance.run(singleNodeWorkflow(toThisExecution));
		expect(execution.error?.message).toBeUndefined();
		const token = execution.data.resumeToken;
		expect(token).toMatch(/^\w{16,}$/);
		expect(sandbox.requests[0].body?.data?.notify_url).toBe(`${instance.baseUrl}/webhook-waiting/${execution.id}?signature=${token}`);
	});

	it('another execution has another one', async () => {
		await gateway.instance.run(singleNodeWorkflow(toThisExecution));
		await gateway.instance.run(singleNodeWorkflow(toThisExecution));
		const urls = gateway.sandbox.requests.map(({ body }) => body?.data?.notify_url);
		expect(new Set(urls).size).toBe(2);
	});
});

describe('an n8n that the gateway cannot reach is named before money moves', () => {
	it.each([
		['http://localhost:5678', /cannot reach.*"localhost"/, /WEBHOOK_URL/],
		['http://192.168.1.20:5678', /cannot reach.*"192.168.1.20"/, /WEBHOOK_URL/],
		['http://n8n.example.com', /only calls notification URLs that start with https/, /WEBHOOK_URL/],
	])('%s', async (base, message, description) => {
		const execution = await realGateway(base).run(singleNodeWorkflow(toThisExecution));
		expect(execution.error?.message).toMatch(message);
		expect(execution.error?.description).toMatch(description);
		expect(execution.error?.description).toMatch(/Nothing was sent to YabandPay/);
	});

	it('a public one passes: the call fails only at the gateway that does not exist', async () => {
		const execution = await realGateway('https://n8n.example.com').run(singleNodeWorkflow(toThisExecution));
		expect(execution.error?.message).toMatch(/could not be reached at gateway\.invalid/);
	});
});
