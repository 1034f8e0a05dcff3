import { MISTAKES } from './mistakes.mts';
import type { JsonObject } from './rawJson.mts';
import { hideSecretsInPairs } from './secrets.mts';
import { joinPairs, sign, signedPairs } from './signature.mts';

/** Why a signature failed: the mistake that leads to exactly the signature received, and the string it was made over. */
export interface Explanation {
	mistake: string;
	/** The string with the mistake, without secrets; absent when the string is right and the rest is wrong. */
	string?: string;
}

/** Finds the known mistake that leads to the received signature; undefined when none does. */
export function explainSignature(body: JsonObject, received: string, secretKey: string): Explanation | undefined {
	if (received === '') return { mistake: 'No signature was sent.' };
	const pairs = signedPairs(body);
	for (const { mistake, pairs: distort, sign: make = sign, isHidden } of MISTAKES) {
		const distorted = distort ? distort(pairs, body) : pairs;
		if (make(joinPairs(distorted), secretKey) !== received) continue;
		if (!distort || isHidden) return { mistake };
		return { mistake, string: joinPairs(distort(hideSecretsInPairs(pairs), body)) };
	}
	return undefined;
}
