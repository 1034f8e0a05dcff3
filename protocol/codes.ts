/** What a return code means to the person in front of the workflow. */
export interface Explanation {
	/** What happened. */
	readonly what: string;
	/** Why it happened, with the gateway's own words where it gave any. */
	readonly why: string;
	/** What to do about it. */
	readonly todo: string;
}

const MAX_MESSAGE = 300;

/** Every return code known from the gateway's pages (reference sections 3 and 11.2). */
export const CODES: Readonly<Record<string, Explanation>> = {
	'200': {
		what: 'The gateway accepted the call',
		why: 'The call was complete and correctly signed.',
		todo: 'Nothing.',
	},
	'-1000': {
		what: 'The gateway had an internal error',
		why: 'Something failed on the gateway\'s side, so it is not certain whether the call took effect.',
		todo: 'Query the order before you repeat anything that moves money. If it goes on, ask YabandPay support.',
	},
	'-403': {
		what: 'The gateway refused the signature',
		why: 'The secret key does not belong to the account the call ran under, or it was replaced.',
		todo: 'Check UID, TID and Secret Key in the YabandPay credential.',
	},
	'-2001': {
		what: 'The gateway does not know the account',
		why: 'The UID or TID the call ran under does not exist.',
		todo: 'Check UID and TID in the YabandPay credential. Payments need a cashier account, finance calls a super-admin account.',
	},
	'-3001': {
		what: 'A required field is missing',
		why: 'The gateway asks for a field that was empty or not sent.',
		todo: 'Fill in all the fields of the operation, optional ones that the payment method needs included.',
	},
	'-3002': {
		what: 'The request ID was used before',
		why: 'The gateway has already accepted a call with this request_id, and does not run it twice.',
		todo: 'Query the order: it was most likely accepted the first time. For a new call use a new request_id.',
	},
	'-4011': {
		what: 'The payment method is not supported',
		why: 'The account is not activated for this payment method, or its name is not known to the gateway.',
		todo: 'Choose another payment method, or ask YabandPay to activate it for the account.',
	},
	'-4024': {
		what: 'The original trade ID is wrong',
		why: 'There is no trade of this account with this trade_id, or it does not allow this operation.',
		todo: 'Use the trade_id that the gateway returned when the payment was created, under the same account.',
	},
	'-4118': {
		what: 'The request ID is not valid',
		why: 'The gateway expects a unique request_id of at least 24 letters and digits.',
		todo: 'Leave the request_id empty to have one made, or use 24 or more letters and digits.',
	},
	'-104000': {
		what: 'The gift card cannot be charged with this amount',
		why: 'The amount is not valid for the gift card.',
		todo: 'Check the amount, its minimum and its currency.',
	},
	'-104221': {
		what: 'The gift card has insufficient funds',
		why: 'The balance of the card is lower than the amount.',
		todo: 'Charge a lower amount, or take another means of payment for the rest.',
	},
	'-104222': {
		what: 'The gift card PIN is wrong',
		why: 'The PIN does not belong to the card number.',
		todo: 'Ask for the PIN again. Do not try many PINs: the brand may block the card.',
	},
	'-104223': {
		what: 'The gift card brand is not known',
		why: 'The card number belongs to no brand the account can take.',
		todo: 'Check the card number, or ask YabandPay which brands are activated.',
	},
};

/** The gateway's message as one line of sane length, without control characters. */
function tidy(message: unknown): string {
	if (typeof message !== 'string') return '';
	const line = message.replace(/[\p{C}\s]+/gu, ' ').trim();
	return line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE).trimEnd()}…` : line;
}

/**
 * Explains a return code in three sentences.
 *
 * @param code the answer's `code` as text, e.g. `'-403'`
 * @param message the answer's `message`; passed through, since it often names the field at fault
 * @returns what happened, why and what to do; for an unknown code what the gateway itself says
 */
export function explainCode(code: string, message?: string): Explanation {
	const said = tidy(message);
	const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
	if (known !== undefined) return said === '' ? known : { ...known, why: `${known.why} The gateway says: ${said}` };
	const name = tidy(String(code));
	return {
		what: name === '' ? 'The gateway refused the call without a code' : `The gateway refused the call with code ${name}`,
		why: said === '' ? 'The gateway gave no reason.' : `The gateway says: ${said}`,
		todo: 'This code is not in the public documentation. Check the fields of the call, and ask YabandPay support about the code.',
	};
}

/**
 * Tells whether an answer says that the call was accepted (reference section 1): `status` is true, and the code, text or number, is not
 * one of the negative ones failures carry.
 *
 * @param answer the parsed answer, of any type
 */
export function isSuccess(answer: unknown): boolean {
	if (typeof answer !== 'object' || answer === null) return false;
	const { status, code } = answer as { status?: unknown; code?: unknown };
	return status === true && !String(code ?? '').startsWith('-');
}
