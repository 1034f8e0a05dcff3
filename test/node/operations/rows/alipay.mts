import { cashier, fullPayment, payment, paymentData, redirectOptions, type Case, type Row } from '../row.mts';

const constants = { pay_method: 'online', sub_pay_method: 'Alipay' };
const wallet = { sub_pay_method_type: 'ALIPAY_CN' };

const full = (own: Record<string, string>, options: Record<string, string>): Case => {
	const { parameters, data } = fullPayment();
	return { parameters: { ...parameters, ...own, options }, data: { ...data, ...own, ...options, ...constants } };
};

/** Reference section 4. */
export const alipayRows: Row[] = [
	{
		of: 'alipay.createAppPayment',
		method: 'v3.CreatePaymentsAlipayAppPay',
		user: cashier,
		minimal: () => ({
			parameters: { ...payment, os_type: 'android' },
			data: { ...paymentData, ...constants, os_type: 'android' },
		}),
		full: () => full({ os_type: 'ios' }, { ...wallet, ...redirectOptions }),
	},
	{
		of: 'alipay.createMobileWebPayment',
		method: 'v3.CreatePaymentsAlipayWap',
		user: cashier,
		minimal: () => ({ parameters: payment, data: { ...paymentData, ...constants } }),
		full: () => full({}, redirectOptions),
	},
	{
		of: 'alipay.createWebPayment',
		method: 'v3.CreatePaymentsAlipayWeb',
		user: cashier,
		minimal: () => ({ parameters: payment, data: { ...paymentData, ...constants } }),
		full: () => full({}, { ...wallet, ...redirectOptions }),
	},
	{
		of: 'alipay.createMiniProgramPayment',
		method: 'v3.CreatePaymentsAlipayMiniPay',
		user: cashier,
		minimal: () => ({ parameters: payment, data: { ...paymentData, ...constants, timeout: '0' } }),
		full: () => full({}, redirectOptions),
	},
];
