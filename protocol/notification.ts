import { isAmbiguous } from './ambiguity';
import { AMOUNT_FIELDS, kindOf } from './fields';
import { isDecimal } from './money';
import { NotificationError } from './notification-error';
import type { KeyName, SecretKeys } from './signature';
import { hasSecretKey, SecretKeyMissingError, sign, stringToSign, verify } from './signature';
import type { NotificationKind } from './states';
import { eventName, normalizeState } from './states';
import type { ReceivedNotification } from './wire';

export { confirms } from './confirmation';
export type { Confirmation } from './confirmation';
export { NotificationError } from './notification-error';
export type { NotificationErrorReason } from './notification-error';
export { MAX_BODY_BYTES, parseNotification } from './wire';
export type { ReceivedNotification } from './wire';
export type { NotificationKind } from './states';

/** A notification whose signature fits, and what it says. */
export interface VerifiedNotification {
	readonly kind: NotificationKind;
	/** What it is about: trade_id of a payment, refund_id of a refund, payout_id of a payout. */
	readonly id: string;
	/** e.g. `payment.paid` */
	readonly event: string;
	/** The state in its one spelling. */
	readonly state: string;
	/** The state as sent. */
	readonly rawState: string;
	/** The secret key that fits. */
	readonly key: KeyName;
	readonly fields: Readonly<Record<string, string>>;
	/** Another notification would have the same signature: use nothing of it before the gateway has confirmed it. */
	readonly ambiguous: boolean;
}

/** A refund has its own identifier, and where that is not sent the merchant's. */
const ID_FIELDS: Readonly<Record<NotificationKind, readonly string[]>> = {
	payment: ['trade_id'],
	refund: ['refund_id', 'm_refund_id'],
	payout: ['payout_id'],
};

const REQUIRED_FIELDS: Readonly<Record<NotificationKind, readonly string[]>> = {
	payment: ['state', 'amount', 'currency'],
	refund: ['state'],
	payout: ['state', 'amount', 'currency'],
};

const malformed = (message: string): NotificationError => new NotificationError('malformed', message);

function signingKey({ sign: signature, fields }: ReceivedNotification, secretKeys: SecretKeys): KeyName {
	if (!hasSecretKey(secretKeys)) throw new NotificationError('no_secret', new SecretKeyMissingError().message);
	const key = verify(stringToSign(fields), signature, secretKeys);
	if (key === undefined) throw new NotificationError('forged', 'The signature does not fit the fields: wrong secret key, or a forgery.');
	return key;
}

/**
 * Verifies a notification and tells what it says (reference sections 2 and 11).
 *
 * @param received what {@link parseNotification} read
 * @param secretKeys the current secret key, and the previous one during a rotation
 * @throws {NotificationError} with reason `no_secret`, `forged`, `unknown_kind` or `malformed`
 */
export function verifyNotification(received: ReceivedNotification, secretKeys: SecretKeys): VerifiedNotification {
	const key = signingKey(received, secretKeys);
	const { fields } = received;
	const kind = kindOf(fields);
	if (kind === undefined) {
		throw new NotificationError('unknown_kind', 'The notification is genuine, but about something this version does not know.');
	}
	const missing = REQUIRED_FIELDS[kind].find((name) => (fields[name] ?? '') === '');
	if (missing !== undefined) throw malformed(`The notification has no ${missing}.`);
	const id = ID_FIELDS[kind].map((name) => fields[name] ?? '').find((value) => value !== '');
	if (id === undefined) throw malformed(`The notification has no ${ID_FIELDS[kind].join(' and no ')}.`);
	for (const [name, value] of Object.entries(fields)) {
		if (AMOUNT_FIELDS.has(name) && value !== '' && !isDecimal(value)) throw malformed(`The field ${name} is no decimal number.`);
	}
	const state = normalizeState(kind, fields.state);
	return {
		kind,
		id,
		event: eventName(kind, state),
		state,
		rawState: fields.state,
		key,
		fields,
		ambiguous: isAmbiguous(fields),
	};
}

/**
 * The item a workflow gets: first what every workflow asks for, then everything else as sent. `amount` and `currency` of a refund are
 * those of the refund; where the notification names the payment's too, they are `payment_amount` and `payment_currency`.
 *
 * @param verified a verified notification, confirmed if it was ambiguous
 * @param unconfirmed names of fields that {@link confirms} could not check; they are set apart in `unconfirmed`
 */
export function notificationItem(
	verified: VerifiedNotification,
	unconfirmed: readonly string[] = [],
): Record<string, string | Record<string, string>> {
	const { kind, fields } = verified;
	const item: Record<string, string | Record<string, string>> = { event: verified.event, kind };
	for (const name of ['trade_id', 'refund_id', 'payout_id', 'order_id']) {
		if (fields[name] !== undefined) item[name] = fields[name];
	}
	for (const name of ['amount', 'currency']) {
		const ofRefund = kind === 'refund' ? fields[`refund_${name}`] : undefined;
		const value = ofRefund ?? fields[name];
		if (value !== undefined) item[name] = value;
		if (ofRefund !== undefined && fields[name] !== undefined) item[`payment_${name}`] = fields[name];
	}
	item.state = verified.state;
	item.raw_state = verified.rawState;
	item.signing_key = verified.key;
	for (const [name, value] of Object.entries(fields)) {
		if (!Object.hasOwn(item, name)) item[name] = value;
	}
	if (unconfirmed.length > 0) {
		item.unconfirmed = Object.fromEntries(unconfirmed.map((name) => [name, fields[name]]));
		for (const name of unconfirmed) delete item[name];
	}
	return item;
}

/** The values a notification's `data` can hold. */
export type NotificationData = Readonly<Record<string, string | number | boolean | null>>;

/** A notification as the gateway posts it. */
export interface SignedNotification {
	readonly sign: string;
	readonly data: NotificationData;
}

/**
 * Signs a notification the way the gateway does: over `data` alone (reference section 2).
 *
 * @param data flat fields; null is signed as nothing, a number as JSON writes it
 * @param secretKey the key to sign with
 * @throws {SecretKeyMissingError} if the key is blank
 */
export function signNotification(data: NotificationData, secretKey: string): SignedNotification {
	const fields = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, value === null ? '' : String(value)]));
	return { sign: sign(stringToSign(fields), secretKey), data };
}

/** The body the gateway would post for a signed notification: JSON, to be sent byte for byte. */
export const notificationBody = (notification: SignedNotification): string => JSON.stringify(notification);
