import type { N8nInstall } from './install.mts';

export interface Owner {
	email: string;
	password: string;
}

export interface Ports {
	/** Editor, API and webhooks. */
	http: number;
	/** n8n's own channel to its task runner. */
	broker: number;
}

/** Of this process's environment n8n sees only these: no proxy, no n8n setting of the person who runs the tests. */
const PASSED_ON = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'TEMP', 'SystemRoot'];

/** Everything in n8n that would call somebody else's server, or nag a person. */
const QUIET = {
	N8N_AI_ENABLED: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	// The registry of AI tools is fetched at every start.
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_PUBLIC_API_SWAGGERUI_DISABLED: 'true',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
};

/** @returns what a child process gets of this process's environment */
export function inheritedEnvironment(): Record<string, string> {
	return Object.fromEntries(
		PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
	);
}

/**
 * The environment of a throwaway n8n on 127.0.0.1 whose owner account exists from the start.
 *
 * @param folder becomes N8N_USER_FOLDER and the home folder
 */
export function n8nEnvironment(
	install: N8nInstall,
	{ folder, ports, owner, encryptionKey }: { folder: string; ports: Ports; owner: Owner; encryptionKey: string },
): Record<string, string> {
	const bcrypt = install.require('bcryptjs') as { hashSync(text: string, rounds: number): string };
	return {
		...inheritedEnvironment(),
		...QUIET,
		HOME: folder,
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_PORT: String(ports.http),
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		N8N_WEBHOOK_URL: `http://127.0.0.1:${ports.http}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_RUNNERS_TASK_TIMEOUT: '60',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Demo',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Owner',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: bcrypt.hashSync(owner.password, 10),
	};
}
