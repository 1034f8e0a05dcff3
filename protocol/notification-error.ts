/** Why a notification is refused. */
export type NotificationErrorReason =
	| 'too_large'
	| 'malformed'
	| 'no_signature'
	| 'forged'
	| 'ambiguous'
	| 'unknown_kind'
	| 'no_secret';

const HTTP_STATUS: Readonly<Record<NotificationErrorReason, 400 | 401 | 413>> = {
	too_large: 413,
	malformed: 400,
	no_signature: 401,
	forged: 401,
	ambiguous: 400,
	unknown_kind: 400,
	no_secret: 401,
};

/** A notification is refused. The message is fit for a log: it never quotes what was received. */
export class NotificationError extends Error {
	override readonly name = 'NotificationError';

	readonly reason: NotificationErrorReason;

	/** The HTTP status to refuse it with. */
	readonly httpStatus: 400 | 401 | 413;

	constructor(reason: NotificationErrorReason, message: string, options?: ErrorOptions) {
		super(message, options);
		this.reason = reason;
		this.httpStatus = HTTP_STATUS[reason];
	}
}
