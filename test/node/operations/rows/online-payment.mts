import { cashier, derivedRequestId, fullPayment, nextRequestId, payment, paymentData, redirectOptions, type Row } from '../row.mts';

/** Reference section 3. */
export const onlinePaymentRows: Row[] = [
	{
		of: 'onlinePayment.create',
		method: 'v3.CreatePayments',
		user: cashier,
		minimal: () => ({
			parameters: { ...payment, sub_pay_method: 'WeChat Pay' },
			data: { ...paymentData, pay_method: 'online', sub_pay_method: 'WeChat Pay' },
		}),
		full: () => {
			const { parameters, data } = fullPayment();
			return {
				parameters: {
					...parameters,
					sub_pay_method: 'iDEAL Fast Checkout',
					bic: 'ABNANL2A',
					options: { ...redirectOptions, iDeal_email: 'payer@example.com' },
				},
				data: {
					...data,
					...redirectOptions,
					pay_method: 'online',
					sub_pay_method: 'iDEAL Fast Checkout',
					bic: 'ABNANL2A',
					iDeal_email: 'payer@example.com',
				},
			};
		},
		more: [
			'Alipay',
			'Bancontact',
			'EPS',
			'iDEAL',
			'MasterCard',
			'Payconiq',
			'PayPal',
			'PayPal/recurring',
			'SOFORT/DIGITAL',
			'Sofort/Digital',
			'Sofort/Physical',
			'UnionPay',
			'UnionPay Card',
			'UnionPay QuickPass',
			'UnionPayWap',
			'Visa',
			'YabandPay',
		].map((sub_pay_method) => () => ({
			parameters: { ...payment, sub_pay_method, options: { timeout: '30' } },
			data: { ...paymentData, pay_method: 'online', sub_pay_method, timeout: '30' },
		})),
	},
	{
		of: 'onlinePayment.createIdealQrCode',
		method: 'v3.CreatePaymentsiDEALQRcode',
		user: cashier,
		minimal: () => ({ parameters: payment, data: { ...paymentData, pay_method: 'online', sub_pay_method: 'iDEAL' } }),
		full: () => {
			const { parameters, data } = fullPayment();
			return {
				parameters: { ...parameters, options: redirectOptions },
				data: { ...data, ...redirectOptions, pay_method: 'online', sub_pay_method: 'iDEAL' },
			};
		},
	},
	{
		of: 'onlinePayment.createBankTransfer',
		method: 'v3.BankTransfer',
		user: cashier,
		minimal: () => ({
			parameters: payment,
			data: {
				...paymentData,
				pay_method: 'online',
				sub_pay_method: 'Bank Transfer',
				timeout: '0',
				request_id: derivedRequestId,
			},
		}),
		full: () => {
			const { parameters, data } = fullPayment();
			const request_id = nextRequestId();
			const options = { ...redirectOptions, email: 'payer@example.com', request_id };
			return {
				parameters: { ...parameters, options },
				data: { ...data, ...options, pay_method: 'online', sub_pay_method: 'Bank Transfer' },
			};
		},
	},
];
