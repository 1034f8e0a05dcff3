import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxOptions } from '../sandbox/src/options.mts';
import { installN8n } from './n8n/install.mts';
import { packPackage, PROJECT_FOLDER } from './n8n/pack.mts';
import { readExample, withCredential, type CredentialReference, type Workflow } from './n8n/workflows.mts';
import { step } from './progress.mts';
import { ACCOUNT, addCredential, CREDENTIAL_TYPE, exampleWebhookUrl, openShop, type Shop } from './shop.mts';
import { createThrowawayFolder } from './throwaway-folder.mts';

/** Receives what the credential's default notification URL is told. */
const PAID_SALE = 'pos-sale-paid.json';

/** What is in an n8n after `furnish`. */
export interface Furnishing {
	credential: CredentialReference;
	/** The workflows' IDs in n8n by their file names in examples/. */
	workflows: Record<string, string>;
}

export type LocalShop = Shop & Furnishing;

/**
 * Starts the sandbox and an n8n with the package as it would be published, the credential and the example workflows.
 * Shows each step. Both end, and what n8n stored is removed, when this process ends.
 *
 * @throws Error if the sandbox's port is taken or n8n cannot be installed or started
 */
export async function startLocalShop(sandboxOptions: SandboxOptions = {}): Promise<LocalShop> {
	const install = await step('n8n, from the npm registry or the cache', installN8n);
	const folder = createThrowawayFolder('yabandpay-package');
	const tarball = await step('Build and pack this package', async () => await packPackage(folder.path));
	const shop = await step('Sandbox gateway and n8n with the package installed', async (note) =>
		await openShop(
			{ install, tarball: tarball.path, onProgress: (seconds) => note(`n8n is starting, ${seconds} s`) },
			sandboxOptions,
		),
	);
	folder.remove();
	return { ...shop, ...(await step('Credential and example workflows', async () => await furnish(shop))) };
}

/**
 * Puts a credential for the sandbox and every workflow of examples/ into n8n, and publishes the one that paid sales start.
 * Steps that mail are switched off: there is no mail server, and a sandbox has nobody to write to.
 */
export async function furnish(shop: Shop): Promise<Furnishing> {
	const notifyUrl = await exampleWebhookUrl(shop, PAID_SALE);
	const credential = await addCredential(shop, { notifyUrl });
	const workflows: Furnishing['workflows'] = {};
	const files = await readdir(join(PROJECT_FOLDER, 'examples'));
	for (const file of files.filter((name) => name.endsWith('.json')).sort()) {
		const example = withoutMail(await readExample(file));
		workflows[file] = await shop.n8n.api.createWorkflow(withCredential(example, CREDENTIAL_TYPE, credential));
	}
	await shop.n8n.api.activateWorkflow(workflows[PAID_SALE], notifyUrl);
	return { credential, workflows };
}

/** Switches off what mails: such a step hands its input on. One that waits for the answer to a mail stays, since it decides. */
export function withoutMail(workflow: Workflow): Workflow {
	const nodes = workflow.nodes.map((node) =>
		node.type === 'n8n-nodes-base.emailSend' && node.parameters.operation !== 'sendAndWait'
			? { ...node, disabled: true }
			: node,
	);
	return { ...workflow, nodes };
}

/** Says where everything is and how to try it, and returns never: Ctrl-C ends it. */
export async function keepRunning(shop: LocalShop): Promise<never> {
	console.log(`\n${guide(shop)}`);
	return await new Promise<never>(() => setInterval(() => {}, 60_000));
}

function guide({ n8n, sandbox, workflows }: LocalShop): string {
	const workflow = (file: string): string => `${n8n.url}/workflow/${workflows[file]}`;
	return `n8n, with the package, the credential and the example workflows in place
  Editor      ${n8n.url}
  Login       ${n8n.owner.email}   ${n8n.owner.password}

Sandbox gateway
  Ledger      ${sandbox.url}
  Terminal    ${sandbox.url}/terminal/${ACCOUNT.tid}
  Faults      ${sandbox.url}/faults

A sale on a terminal
  1. Open ${workflow('pos-sale.json')} and press "Execute workflow".
  2. Approve the sale on the terminal page. The signed notification starts the workflow "POS sale paid":
     ${workflow(PAID_SALE)}/executions

A payment link, and a workflow that waits for it
  1. Open ${workflow('payment-link-wait.json')} and press "Execute workflow". Mails are switched off here.
  2. Open the "url" that "Create Payment Link" has put out, and press Pay. The execution goes on by "Final".

Then break something on the page of faults, and do it again.

Ctrl-C ends both and removes what n8n has stored.`;
}
