import { randomBytes, randomInt } from 'node:crypto';
import { findFilesWith } from '../e2e/harness/files.mts';
import type { Site } from './site.mts';

/** Planted secrets, as n8n's environment variables: workflows name them by expression, e.g. `{{ $env.DRILL_PIN }}`. */
export const SECRETS = {
	DRILL_PIN: String(randomInt(1e11, 1e12)),
	DRILL_PAYMENT_TOKEN: `token${randomBytes(16).toString('hex')}`,
};

export const GIFT_CARD = '6064364245787819999';

/**
 * Searches everything that a run produced for the planted secrets. The gateway is left out: it has to know them.
 *
 * @param folder what {@link Site.collect} filled
 * @returns `<secret>: <file>` for each find; the secrets go by their names
 */
export async function findSecrets(site: Site, folder: string): Promise<string[]> {
	const secrets = { ...SECRETS, 'secret key': site.sandbox.secretKey };
	const finds = await Promise.all(
		Object.entries(secrets).map(async ([name, value]) => (await findFilesWith(folder, value)).map((file) => `${name}: ${file}`)),
	);
	return finds.flat();
}
