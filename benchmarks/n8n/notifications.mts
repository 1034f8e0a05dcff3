import { randomUUID } from 'node:crypto';
import { notificationStringToSign, sign } from '../../sandbox/src/signature.mts';

/** The fields of a paid sale of its own trade, as the gateway reports it. */
function paidSale(): Record<string, string> {
	return {
		type: 'payment',
		user: '016683',
		order_id: '2025865564984416147',
		trade_id: randomUUID(),
		amount: '24.90',
		currency: 'EUR',
		tip_amount: '0.50',
		description: 'Order 1042',
		createDate: '2026-11-22 12:30:00',
		state: 'paid',
		pay_method: 'offline',
		sub_pay_method: 'point_of_sales',
		transaction_id: '4200000298201905227377147799',
	};
}

/** The body of a notification that the gateway would send, each about another trade. */
export function genuine(secretKey: string): string {
	const data = paidSale();
	return JSON.stringify({ sign: sign(notificationStringToSign(data), secretKey), data });
}

/** The same, signed by somebody who does not know the key. */
export const forged = (): string => genuine('not the secret key');
