import { cashier, fullPayment, payment, paymentData, redirectOptions, type Case, type Row } from '../row.mts';

const constants = { pay_method: 'online', sub_pay_method: 'WeChat Pay' };
const app = { sub_app_id: 'wx54afe855ab7112e8' };
const payer = { sub_open_id: 'o7AXy5CuUQ0exDlZdhb-M7KMsmEg' };
const { timeout, demo } = redirectOptions;

const full = (own: Record<string, string>, options: Record<string, string>, sent = constants as Record<string, string>): Case => {
	const { parameters, data } = fullPayment();
	return { parameters: { ...parameters, ...own, options }, data: { ...data, ...own, ...options, ...sent } };
};

/** Reference section 4. */
export const weChatPayRows: Row[] = [
	{
		of: 'weChatPay.createNativePayment',
		method: 'v3.CreateWechatNativePay',
		user: cashier,
		minimal: () => ({ parameters: payment, data: { ...paymentData, url_type: '01', timeout: '0' } }),
		full: () => full({ url_type: '02' }, redirectOptions, {}),
	},
	{
		of: 'weChatPay.createMiniProgramPayment',
		method: 'v3.CreatePaymentsWechatMiniPay',
		user: cashier,
		minimal: () => ({
			parameters: { ...payment, ...app, ...payer },
			data: { ...paymentData, ...constants, ...app, ...payer },
		}),
		full: () => full({ ...app, ...payer }, { timeout, demo }),
	},
	{
		of: 'weChatPay.createAppPayment',
		method: 'v3.CreatePaymentsWechatAPPPay',
		user: cashier,
		minimal: () => ({ parameters: { ...payment, ...app }, data: { ...paymentData, ...constants, ...app } }),
		full: () => full(app, { ...payer, ...redirectOptions }),
	},
	{
		of: 'weChatPay.createH5Payment',
		method: 'v3.CreatePaymentsWechatH5Pay',
		user: cashier,
		minimal: () => ({
			parameters: { ...payment, ip_address: '203.0.113.7' },
			data: { ...paymentData, ...constants, ip_address: '203.0.113.7', timeout: '0' },
		}),
		full: () => full({ ip_address: '2001:db8::7' }, redirectOptions),
	},
];
