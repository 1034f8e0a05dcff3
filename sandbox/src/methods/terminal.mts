import { Refusal } from '../codes.mts';
import type { Call, Method, Success } from './method.mts';
import { requireOneOf } from './checks.mts';
import { createOrder, paymentAnswer } from './payment.mts';

/** @throws Refusal -1000 when the signing terminal and data.tid differ */
export function checkTerminal({ account, fields, world }: Call): void {
	if (fields.tid !== account.user) throw new Refusal('-1000', `tid ${fields.tid} is not the terminal that signed, ${account.user}`);
	world.terminals.mustBeOnline(fields.tid);
}

function startOnTerminal(call: Call): Success {
	const { fields, world } = call;
	requireOneOf(fields, 'operation', ['1', '2']);
	if (!/^\d{1,19}$/.test(fields.order_id)) throw new Refusal('-1000', 'order_id must be all digits and fewer than 20');
	if ([...fields.description].length > 64) throw new Refusal('-1000', 'description is longer than 64 characters');
	checkTerminal(call);
	const intent = fields.operation === '2' ? 'authorization' : 'sale';
	const order = createOrder(call, { intent, tid: fields.tid });
	world.bus.tell('terminal', fields.tid);
	return paymentAnswer(order);
}

/** Starting a sale or an authorisation on a terminal (reference section 6). */
export const TERMINAL_METHODS: Method[] = [
	{
		name: 'v3.POS', section: '6', accounts: ['terminal'],
		required: [
			'pay_method', 'sub_pay_method', 'operation', 'tid', 'order_id', 'amount', 'currency', 'description', 'notify_url',
			'request_id',
		],
		optional: ['tip_amount', 'demo'],
		payMethod: 'offline', subPayMethods: ['point_of_sales'], uniqueRequestId: true,
		run: startOnTerminal,
	},
];
