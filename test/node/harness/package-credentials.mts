import type { ICredentialType } from 'n8n-workflow';
import { instantiate, manifest } from './package.mts';

const credentials = await instantiate<ICredentialType>(manifest.n8n.credentials);

/** The credential types that package.json declares, by their name. */
export const packageCredentials: ReadonlyMap<string, ICredentialType> = new Map(
	credentials.map((credential) => [credential.name, credential]),
);
