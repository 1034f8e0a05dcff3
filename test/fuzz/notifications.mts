import { phpSign, phpVerify } from '../unit/protocol/php-rules.mts';
import { joined } from '../unit/protocol/cuts.mts';
import type { VerifiedNotification } from '../../protocol/notification.ts';
import { NotificationError, parseNotification, verifyNotification } from '../../protocol/notification.ts';
import type { Fields } from './genuine.mts';
import { genuineFields } from './genuine.mts';
import { CHANGES, FORGERIES } from './mutations.mts';
import { Random } from './random.mts';
import type { Posted } from './write.mts';
import { post, writeData, writeEnvelope } from './write.mts';

const KEYS = { current: 'Current-secret-key-1', previous: 'Previous-secret-key-2' };

export interface Tally {
	genuine: number;
	changes: number;
	/** Changed notifications that were accepted, since they say the same or are marked ambiguous. */
	harmless: number;
	forgeries: number;
	ambiguous: number;
}

const isSame = (a: Fields, b: Fields): boolean =>
	Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => Object.hasOwn(b, key) && a[key] === b[key]);

/** The notification, or its refusal; anything else thrown is a crash and goes through. */
function outcome({ body, contentType }: Posted): VerifiedNotification | NotificationError {
	try {
		return verifyNotification(parseNotification(body, contentType), KEYS);
	} catch (error) {
		if (error instanceof NotificationError && [400, 401, 413].includes(error.httpStatus)) return error;
		throw error;
	}
}

function demand(condition: boolean, complaint: string): asserts condition {
	if (!condition) throw new Error(complaint);
}

function runCase(random: Random, tally: Tally): void {
	const fields = genuineFields(random);
	const keyName = random.chance(80) ? 'current' : 'previous';
	const secretKey = KEYS[keyName];
	const sign = phpSign(fields, secretKey);
	const judge = (posted: Posted): VerifiedNotification | undefined => {
		const result = outcome(posted);
		return result instanceof NotificationError ? undefined : result;
	};

	if (random.chance(25)) {
		tally.genuine += 1;
		const result = outcome(post(writeEnvelope(writeData(fields, random), JSON.stringify(sign), random), random));
		demand(!(result instanceof NotificationError), `false refusal: ${(result as NotificationError).message}`);
		demand(isSame(result.fields, fields) && result.key === keyName, 'a genuine notification reads otherwise');
		if (result.ambiguous) tally.ambiguous += 1;
		return;
	}

	if (random.chance(40)) {
		tally.forgeries += 1;
		const name = random.pick(Object.keys(FORGERIES));
		demand(judge(FORGERIES[name]({ fields, sign, secretKey }, random)) === undefined, `false accept: ${name}`);
		return;
	}

	tally.changes += 1;
	const name = random.pick(Object.keys(CHANGES));
	const result = judge(CHANGES[name]({ fields, sign, secretKey }, random));
	if (result === undefined) return;
	tally.harmless += 1;
	demand(phpVerify(result.fields, sign, secretKey), `false accept: ${name}, and the gateway's rules refuse it`);
	const isMarked = result.ambiguous && joined(result.fields) === joined(fields);
	demand(isSame(result.fields, fields) || isMarked, `false accept: ${name}`);
}

/**
 * Runs mutated notifications through the verifier.
 *
 * @param runs how many notifications
 * @param seed of the first one; the next has the next number
 * @returns how many of each sort there were
 * @throws on the first false accept, false refusal or crash, naming the seed that repeats it
 */
export function fuzzNotifications(runs: number, seed: number): Tally {
	const tally: Tally = { genuine: 0, changes: 0, harmless: 0, forgeries: 0, ambiguous: 0 };
	for (let run = 0; run < runs; run += 1) {
		try {
			runCase(new Random(seed + run), tally);
		} catch (error) {
			throw new Error(`Repeat with FUZZ_RUNS=1 FUZZ_SEED=${seed + run}: ${(error as Error).message}`, { cause: error });
		}
	}
	return tally;
}
