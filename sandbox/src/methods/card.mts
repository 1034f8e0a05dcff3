import { randomBytes } from 'node:crypto';

import { Refusal } from '../codes.mts';
import { requireFields, requireOneOf } from './checks.mts';
import type { Call, Fields, Method, Success } from './method.mts';
import { createOrder, PAYMENT_OPTIONAL, PAYMENT_REQUIRED, paymentAnswer, payOnPage } from './payment.mts';

/** One of the shapes that `sub_pay_method` chooses (reference section 5.1). */
interface Shape {
	required: readonly string[];
	operations: readonly string[];
	secure: readonly string[];
	/** Whether the payer types the card on the hosted page. */
	hosted?: boolean;
}

const SHAPES: Record<string, Shape> = {
	'cards hpp': { required: ['3ds_initiate', 'timeout'], operations: ['1', '2'], secure: ['01', '02'], hosted: true },
	card: { required: ['3ds_initiate'], operations: ['1', '2', '10', '11', '12'], secure: ['01', '02', '03'] },
	token: { required: ['payment_token_object'], operations: ['11', '12'], secure: ['01', '02', '03'] },
	'google pay': { required: ['payment_token_object'], operations: ['1', '2'], secure: ['01', '02', '03'] },
	'apple pay': { required: ['payment_token_object'], operations: ['1', '2'], secure: ['01', '02', '03'] },
};

const AUTHORIZING = ['2', '12'];
const MAKES_TOKEN = ['10', '11', '12'];
const CARD_MEMBERS = ['card_holder', 'card_number', 'expiration_month', 'expiration_year', 'cvc'];

function checkCardInfo({ cardinfo }: Fields): void {
	let members: unknown;
	try {
		members = JSON.parse(cardinfo);
	} catch {
		members = undefined;
	}
	if (members === null || typeof members !== 'object')
		throw new Refusal('-1000', 'cardinfo is not the JSON of an object');
	const missing = CARD_MEMBERS.find((member) => !(members as Record<string, unknown>)[member]);
	if (missing !== undefined) throw new Refusal('-3001', `cardinfo.${missing}`);
}

function checkDirectCard(fields: Fields): void {
	const given = ['cardinfo', 'payment_token_object'].filter((name) => fields[name]);
	if (given.length === 0) throw new Refusal('-3001', 'cardinfo or payment_token_object');
	if (given.length === 2) throw new Refusal('-1000', 'send either cardinfo or payment_token_object, not both');
	if (fields.cardinfo) checkCardInfo(fields);
	if (MAKES_TOKEN.includes(fields.operation) && fields['3ds_initiate'] !== '01') {
		throw new Refusal('-1000', '3ds_initiate must be 01 to make a token');
	}
}

function checkShape(shape: Shape, kind: string, fields: Fields): void {
	requireFields(fields, shape.required);
	requireOneOf(fields, 'operation', shape.operations);
	requireOneOf(fields, '3ds_initiate', shape.secure);
	requireOneOf(fields, 'form_type', ['01', '02']);
	if (kind === 'card') checkDirectCard(fields);
	if (fields['3ds_initiate'] !== '03') return;
	requireFields(fields, ['sca_exemption']);
	requireOneOf(fields, 'sca_exemption', ['LowValue']);
}

function payByCard(call: Call): Success {
	const { fields } = call;
	const kind = fields.sub_pay_method.toLowerCase();
	const shape = SHAPES[kind];
	checkShape(shape, kind, fields);
	const intent = AUTHORIZING.includes(fields.operation) ? 'authorization' : 'sale';
	const makesToken = kind === 'card' && MAKES_TOKEN.includes(fields.operation);
	const token = makesToken ? { payment_token_object: randomBytes(24).toString('base64url') } : {};
	// With 3-D Secure the payer confirms on a page; without, nobody has to click.
	if (shape.hosted || fields['3ds_initiate'] === '01') return payOnPage(call, { intent, card: true, ...token });
	return paymentAnswer(createOrder(call, { intent, card: true, settles: true, ...token }), { url: '' });
}

/** Card payments in their shapes (reference section 5.1). */
export const CARD_METHODS: Method[] = [
	{
		name: 'v3.CreateCardPayments',
		section: '5.1',
		accounts: ['cashier'],
		required: [...PAYMENT_REQUIRED, 'operation', 'request_id'],
		optional: [...PAYMENT_OPTIONAL, '3ds_initiate', 'form_type', 'sca_exemption', 'cardinfo', 'payment_token_object'],
		payMethod: 'online',
		subPayMethods: ['Cards HPP', 'Card', 'Token', 'Google Pay', 'Apple Pay'],
		uniqueRequestId: true,
		run: payByCard,
	},
];
