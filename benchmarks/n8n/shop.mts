import { installN8n } from '../../tools/n8n/install.mts';
import { packPackage } from '../../tools/n8n/pack.mts';
import type { CredentialReference } from '../../tools/n8n/workflows.mts';
import { addCredential, openShop, type Shop } from '../../tools/shop.mts';
import { createThrowawayFolder } from '../../tools/throwaway-folder.mts';

/** A real n8n and the sandbox gateway, with the credentials that both ways of doing things need. */
export interface Bench {
	shop: Shop;
	/** Of type yabandPayApi. */
	credential: CredentialReference;
	/** Of n8n's Crypto node, with the same secret key. */
	hmacCredential: CredentialReference;
	dispose(): Promise<void>;
}

let tarball: Promise<string> | undefined;

/**
 * Opens a bench; the package is built and packed once.
 *
 * @param env further environment variables of n8n
 */
export async function openBench(env: Record<string, string> = {}): Promise<Bench> {
	const install = await installN8n(console.log);
	tarball ??= packPackage(createThrowawayFolder('yabandpay-bench').path).then(({ path }) => path);
	const shop = await openShop({ install, tarball: await tarball, env });
	const credential = await addCredential(shop);
	const hmacCredential = await shop.n8n.api.createCredential({
		name: 'HMAC',
		type: 'crypto',
		data: { hmacSecret: shop.sandbox.secretKey },
	});
	return { shop, credential, hmacCredential, dispose: shop.dispose };
}

/** Creates a workflow, publishes it and gives its ID and its webhook's address. */
export async function publish(
	{ n8n }: Pick<Shop, 'n8n'>,
	workflow: Parameters<Shop['n8n']['api']['createWorkflow']>[0],
	path: string,
): Promise<{ id: string; url: string }> {
	const id = await n8n.api.createWorkflow(workflow);
	const url = n8n.webhookUrl(path);
	await n8n.api.activateWorkflow(id, url);
	return { id, url };
}
