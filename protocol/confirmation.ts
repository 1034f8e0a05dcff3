import { uncertainFields } from './ambiguity';
import { AMOUNT_FIELDS, RATE_FIELDS } from './fields';
import { sameAmount } from './money';
import type { VerifiedNotification } from './notification';
import { normalizeState, rank } from './states';

/** What the gateway's own record says about a notification. */
export type Confirmation =
	| {
			readonly ok: true;
			/** Fields that neither the signature nor the gateway's record proves, since the record does not have them. */
			readonly unconfirmed: readonly string[];
	  }
	| {
			readonly ok: false;
			/** The field at fault. */
			readonly field: string;
			/** `outdated`: the gateway's record is further along already, the notification came late. */
			readonly reason: 'differs' | 'missing' | 'outdated';
			/** Fit for a log: names the field, and values only where they are no personal data. */
			readonly message: string;
	  };

/** What must be on record and agree: without these there is nothing to book. */
const DECISIVE = ['state', 'amount', 'currency'] as const;

/** What it is about: these agree, or it is about something else. */
const IDENTIFIERS: readonly string[] = ['trade_id', 'order_id', 'refund_id'];

/** Text of a value of the gateway's answer, however the JSON was parsed. */
function recordText(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	// The gateway's library signs null as nothing, so a field sent as null and one sent empty are the same.
	return value === null ? '' : undefined;
}

/** What must be compared under which names: a refund's amount and currency have names of their own (reference section 8). */
const nameIn = (kind: string, name: string, has: (key: string) => boolean): string =>
	kind === 'refund' && has(`refund_${name}`) ? `refund_${name}` : name;

const isSame = (kind: VerifiedNotification['kind'], name: string, notified: string, recorded: string): boolean => {
	if (name === 'state') return normalizeState(kind, notified) === normalizeState(kind, recorded);
	if (AMOUNT_FIELDS.has(name) || RATE_FIELDS.has(name)) return notified === recorded || sameAmount(notified, recorded);
	return notified === recorded;
};

/**
 * Compares a notification with the gateway's own record of the order or refund (`v3.QueryOrder`, `v3.QueryRefundOrder`). State, amount
 * and currency must be on record and agree, and so must every identifier both have. Of the rest, the signature has proven the
 * fields that read the same however the signed string is cut; the others must agree wherever the record has them.
 *
 * @param verified a verified notification, ambiguous or not
 * @param record the fields of the gateway's answer: `transaction_info` of an order, `data` of a refund
 * @returns whether it may be used, and if not, why
 */
export function confirms(verified: VerifiedNotification, record: Readonly<Record<string, unknown>>): Confirmation {
	const { kind, fields } = verified;
	const recorded = (key: string): string | undefined => (Object.hasOwn(record, key) ? recordText(record[key]) : undefined);
	const refuse = (field: string, reason: 'differs' | 'missing' | 'outdated', message: string): Confirmation => ({
		ok: false,
		field,
		reason,
		message,
	});

	const compared = new Set<string>();
	for (const name of DECISIVE) {
		const nameNotified = nameIn(kind, name, (key) => fields[key] !== undefined);
		const notified = fields[nameNotified];
		const own = recorded(nameIn(kind, name, (key) => recorded(key) !== undefined));
		compared.add(nameNotified);
		if (own === undefined || own === '') return refuse(name, 'missing', `The gateway's record has no ${name}.`);
		if (notified === undefined || isSame(kind, name, notified, own)) continue;
		const isOutdated = name === 'state' && (rank(kind, own) ?? -1) > (rank(kind, notified) ?? Infinity);
		return refuse(
			name,
			isOutdated ? 'outdated' : 'differs',
			`The notification says ${name} ${notified}, the gateway's record ${own}.`,
		);
	}

	const uncertain = uncertainFields(fields);
	const agreed = new Map<string, string>();
	for (const name of Object.keys(fields)) {
		const own = recorded(name);
		if (compared.has(name) || own === undefined || !(IDENTIFIERS.includes(name) || uncertain.has(name))) continue;
		if (!isSame(kind, name, fields[name], own)) {
			return refuse(name, 'differs', `The field ${name} of the notification is not what the gateway has on record.`);
		}
		agreed.set(name, fields[name]);
	}
	// Free text that agrees rules out every reading in which it is longer or shorter, and so proves its neighbours.
	const stillUncertain = uncertainFields(fields, agreed);
	const unconfirmed = Object.keys(fields).filter((name) => stillUncertain.has(name) && !compared.has(name) && !agreed.has(name));
	return { ok: true, unconfirmed };
}
