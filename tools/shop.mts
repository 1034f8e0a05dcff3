import { startSandbox, type Sandbox } from '../sandbox/src/sandbox.mts';
import type { SandboxOptions } from '../sandbox/src/options.mts';
import { N8nInstance, type N8nOptions } from './n8n/instance.mts';
import { readExample, webhookPath, withCredential, type CredentialReference } from './n8n/workflows.mts';

export const CREDENTIAL_TYPE = 'yabandPayApi';
export const TRIGGER_TYPE = 'n8n-nodes-yabandpay.yabandPayTrigger';

/** The sandbox's accounts, as a merchant enters them into the credential. */
export const ACCOUNT = { uid: '016683', tid: 'T125119061' };

/** What a shop needs of an n8n, be it one process or queue mode. */
export type N8n = Pick<N8nInstance, 'api' | 'webhookUrl'>;

/** A merchant's whole set-up on this machine: the gateway (sandbox) and an n8n with the package installed. */
export interface Shop<Kind extends N8n = N8nInstance> {
	sandbox: Sandbox;
	n8n: Kind;
	dispose(): Promise<void>;
}

/** Starts sandbox and n8n, both throwaway, both on 127.0.0.1. */
export async function openShop(n8nOptions: N8nOptions, sandboxOptions: SandboxOptions = {}): Promise<Shop> {
	const sandbox = await startSandbox(sandboxOptions);
	try {
		const n8n = await N8nInstance.start(n8nOptions);
		const dispose = async () => {
			await n8n.dispose();
			await sandbox.close();
		};
		return { sandbox, n8n, dispose };
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

/**
 * The credential's fields for the sandbox.
 *
 * @param overrides other values, e.g. `{ secretKey: 'wrong' }`
 */
export function credentialData(sandbox: Sandbox, overrides: Record<string, string> = {}): Record<string, string> {
	return { ...ACCOUNT, secretKey: sandbox.secretKey, baseUrl: sandbox.url, ...overrides };
}

/** Saves a credential for the sandbox in n8n. */
export async function addCredential(
	{ n8n, sandbox }: Shop<N8n>,
	overrides: Record<string, string> = {},
	name = 'YabandPay account',
): Promise<CredentialReference> {
	return await n8n.api.createCredential({ name, type: CREDENTIAL_TYPE, data: credentialData(sandbox, overrides) });
}

/**
 * Imports a workflow of examples/ with a credential.
 *
 * @returns the workflow's ID in n8n
 */
export async function importExample({ n8n }: Pick<Shop<N8n>, 'n8n'>, file: string, credential: CredentialReference): Promise<string> {
	return await n8n.api.createWorkflow(withCredential(await readExample(file), CREDENTIAL_TYPE, credential));
}

/** The production URL of an example's YabandPay Trigger. */
export async function exampleWebhookUrl({ n8n }: Pick<Shop<N8n>, 'n8n'>, file: string): Promise<string> {
	const example = await readExample(file);
	const trigger = example.nodes.find(({ type }) => type === TRIGGER_TYPE);
	if (!trigger) throw new Error(`${file} has no YabandPay Trigger`);
	return n8n.webhookUrl(webhookPath(example, trigger.name));
}
