/** Return codes with the text their pages print (reference sections 3, 5.3 and 11.2). */
export const CODES = {
	'-1000': 'Internal error',
	'-403': 'The signature Error',
	'-2001': 'The user not exist',
	'-3001': 'Required field is missing',
	'-3002': 'duplicate request_id',
	'-4011': 'Not support the payment method',
	'-4024': 'The original trade ID is incorrect',
	'-4118': 'Incorrect request ID',
	'-104000': 'You have entered an invalid amount',
	'-104221': 'The voucher has insufficient funds',
	'-104222': 'Invaild PinCode',
	'-104223': 'This is an invalid giftcard, we are unable to find the giftcard brand',
} as const;

export type Code = keyof typeof CODES;

/** A call the gateway answers with `status: false`; the message is the printed text, then what exactly was wrong. */
export class Refusal extends Error {
	readonly code: Code;

	constructor(code: Code, detail?: string) {
		super(detail ? `${CODES[code]}: ${detail}` : CODES[code]);
		this.code = code;
	}
}
