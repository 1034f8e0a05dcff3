import { cashier, fullPayment, payment, paymentData, redirectOptions, type Row } from '../row.mts';

/** Reference section 6. */
export const inStoreRows: Row[] = [
	{
		of: 'inStore.chargeScannedCode',
		method: 'v3.BarcodePayment',
		user: cashier,
		minimal: () => ({
			parameters: { ...payment, auth_code: '134443133735495918' },
			data: { ...paymentData, pay_method: 'offline', auth_code: '134443133735495918' },
		}),
		full: () => {
			const { parameters, data } = fullPayment();
			const options = { sub_pay_method: 'Alipay', tip_amount: '1', demo: 'till 2' };
			return {
				parameters: { ...parameters, auth_code: '284443133735495918', options },
				data: { ...data, ...options, tip_amount: '1.00', pay_method: 'offline', auth_code: '284443133735495918' },
			};
		},
		more: [
			() => ({
				parameters: { ...payment, auth_code: '134443133735495918', options: { sub_pay_method: 'WeChat Pay' } },
				data: {
					...paymentData,
					pay_method: 'offline',
					auth_code: '134443133735495918',
					sub_pay_method: 'WeChat Pay',
				},
			}),
		],
	},
	{
		of: 'inStore.createQrCode',
		method: 'v3.QRcodePayment',
		user: cashier,
		minimal: () => ({
			parameters: payment,
			data: { ...paymentData, pay_method: 'offline', sub_pay_method: 'QRcode', timeout: '0' },
		}),
		full: () => {
			const { parameters, data } = fullPayment();
			const options = { ...redirectOptions, tip_amount: '1.5' };
			return {
				parameters: { ...parameters, options },
				data: { ...data, ...options, tip_amount: '1.50', pay_method: 'offline', sub_pay_method: 'QRcode' },
			};
		},
	},
];
