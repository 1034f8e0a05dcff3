import { randomBytes } from 'node:crypto';
import { findFreePorts } from '../../../tools/free-ports.mts';
import { N8nApi } from '../../../tools/n8n/api.mts';
import { installCommunityPackage } from '../../../tools/n8n/community-package.mts';
import { n8nEnvironment, type Owner } from '../../../tools/n8n/environment.mts';
import type { N8nInstall } from '../../../tools/n8n/install.mts';
import { N8nProcess } from '../../../tools/n8n/n8n-process.mts';
import type { N8n } from '../../../tools/shop.mts';
import { createThrowawayFolder } from '../../../tools/throwaway-folder.mts';
import { waitFor } from '../../../tools/wait-for.mts';

/** A throwaway n8n 1 with the package installed. */
export interface OldN8n extends N8n {
	dispose(): Promise<void>;
}

/** Starts n8n 1 in the same way as `N8nInstance` starts n8n 2, as far as the two have the same settings. */
export async function startOldN8n(install: N8nInstall, tarball: string): Promise<OldN8n> {
	const folder = createThrowawayFolder('n8n-1');
	await installCommunityPackage(folder.path, tarball);
	const [http, broker] = await findFreePorts(2);
	const owner: Owner = { email: 'owner@example.com', password: `Demo-${randomBytes(6).toString('hex')}` };
	const url = `http://127.0.0.1:${http}`;
	const encryptionKey = randomBytes(24).toString('hex');
	// n8n 1 does not start with the name of a module that only n8n 2 has.
	const { N8N_DISABLED_MODULES: _unknownModule, ...env } = n8nEnvironment(install, {
		folder: folder.path,
		ports: { http, broker },
		owner,
		encryptionKey,
	});
	const process = await N8nProcess.start(install, {
		command: 'start',
		env: {
			...env,
			WEBHOOK_URL: `${url}/`,
			// The other engine needs a native package, which npm compiles with a newer compiler than many systems have.
			N8N_EXPRESSION_ENGINE: 'legacy',
		},
		cwd: folder.path,
		readyUrl: `${url}/healthz/readiness`,
	});
	const dispose = async (): Promise<void> => {
		await process.kill();
		folder.remove();
	};
	try {
		// n8n 1 says that it is ready before it serves webhooks.
		await waitFor('n8n 1 to start', () => process.log.includes('Editor is now accessible'));
		await createOwner(url, owner);
		const api = await N8nApi.login(url, owner);
		return { api, webhookUrl: (path) => `${url}/webhook/${path}`, dispose };
	} catch (error) {
		await dispose();
		throw error;
	}
}

/** n8n 1 does not take its owner from the environment. */
async function createOwner(url: string, { email, password }: Owner): Promise<void> {
	const response = await fetch(`${url}/rest/owner/setup`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ email, password, firstName: 'Demo', lastName: 'Owner' }),
	});
	if (!response.ok) throw new Error(`n8n 1 refused its owner: HTTP ${response.status} ${await response.text()}`);
}
