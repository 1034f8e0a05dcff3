import { cashier, derivedRequestId, fullPayment, nextRequestId, payment, paymentData, redirectOptions, type Case, type Row } from '../row.mts';

const TOKEN = 'dG9rZW4gb2YgYSBjYXJk';

/** The parameter `operation` is n8n's own; the gateway's field of that name is set by `card_operation`. */
interface Shape {
	sub_pay_method: string;
	card_operation: string;
	own?: Record<string, string>;
	sent?: Record<string, string>;
}

const minimal = ({ sub_pay_method, card_operation, own = {}, sent = {} }: Shape): Case => ({
	parameters: { ...payment, ...own },
	data: {
		...paymentData,
		pay_method: 'online',
		sub_pay_method,
		operation: card_operation,
		...own,
		...sent,
		request_id: derivedRequestId,
	},
});

const full = ({ sub_pay_method, card_operation, own = {}, sent = {} }: Shape): Case => {
	const { parameters, data } = fullPayment();
	const options = { ...redirectOptions, ...sent, request_id: nextRequestId() };
	return {
		parameters: { ...parameters, ...own, card_operation, options },
		data: { ...data, ...own, ...options, operation: card_operation, pay_method: 'online', sub_pay_method },
	};
};

const token = { payment_token_object: TOKEN };
const secure = { '3ds_initiate': '01' };
const exempt = { '3ds_initiate': '03', sca_exemption: 'LowValue' };

/** Reference section 5.1: one method, a shape for each `sub_pay_method`. */
export const cardRows: Row[] = [
	{
		of: 'card.createHostedPagePayment',
		method: 'v3.CreateCardPayments',
		user: cashier,
		minimal: () => minimal({ sub_pay_method: 'Cards HPP', card_operation: '1', sent: { ...secure, timeout: '0' } }),
		full: () =>
			full({ sub_pay_method: 'Cards HPP', card_operation: '2', own: { '3ds_initiate': '02' }, sent: { form_type: '02' } }),
		more: [
			() =>
				full({ sub_pay_method: 'Cards HPP', card_operation: '1', own: { '3ds_initiate': '01' }, sent: { form_type: '01' } }),
		],
	},
	{
		of: 'card.chargeToken',
		method: 'v3.CreateCardPayments',
		user: cashier,
		minimal: () => minimal({ sub_pay_method: 'Token', card_operation: '11', own: token, sent: secure }),
		full: () => full({ sub_pay_method: 'Token', card_operation: '12', own: { ...token, ...exempt } }),
		more: [() => full({ sub_pay_method: 'Token', card_operation: '11', own: { ...token, '3ds_initiate': '02' } })],
	},
	{
		of: 'card.chargeGooglePay',
		method: 'v3.CreateCardPayments',
		user: cashier,
		minimal: () => minimal({ sub_pay_method: 'Google Pay', card_operation: '1', own: token, sent: secure }),
		full: () => full({ sub_pay_method: 'Google Pay', card_operation: '2', own: { ...token, '3ds_initiate': '02' } }),
	},
	{
		of: 'card.chargeApplePay',
		method: 'v3.CreateCardPayments',
		user: cashier,
		minimal: () => minimal({ sub_pay_method: 'Apple Pay', card_operation: '1', own: token }),
		full: () => full({ sub_pay_method: 'Apple Pay', card_operation: '2', own: token }),
	},
	{
		of: 'card.chargePaymentPluginToken',
		method: 'v3.CreateCardPayments',
		user: cashier,
		minimal: () => minimal({ sub_pay_method: 'Card', card_operation: '1', own: token, sent: secure }),
		full: () =>
			full({ sub_pay_method: 'Card', card_operation: '2', own: { ...token, ...exempt }, sent: { form_type: '02' } }),
		more: [
			() =>
				full({
					sub_pay_method: 'Card',
					card_operation: '1',
					own: { ...token, '3ds_initiate': '02' },
					sent: { form_type: '01' },
				}),
		],
	},
];
