import { createHash, randomBytes, randomUUID } from 'node:crypto';

import { requireOneOf } from './checks.mts';
import type { Call, Method, Success } from './method.mts';
import { createOrder, pageAddress, PAYMENT_OPTIONAL, PAYMENT_REQUIRED, paymentAnswer, payOnPage } from './payment.mts';

const WECHAT = { accounts: ['cashier'], payMethod: 'online', subPayMethods: ['WeChat Pay'] } as const;
const ALIPAY = { accounts: ['cashier'], payMethod: 'online', subPayMethods: ['Alipay'] } as const;

function md5(text: string): string {
	return createHash('md5').update(text).digest('hex').toUpperCase();
}

/** What `wx.requestPayment` takes in a mini program (reference section 4). */
function miniProgramParameters(call: Call): Record<string, string> {
	const timeStamp = String(call.world.clock.seconds());
	const nonceStr = randomBytes(16).toString('hex');
	const prepay = `prepay_id=wx${timeStamp}${nonceStr}`;
	return { timeStamp, nonceStr, package: prepay, signType: 'MD5', paySign: md5(`${prepay}${nonceStr}`) };
}

/** What WeChat's app SDK takes; the documentation's known part prints none, so the names are WeChat's own. */
function appParameters(call: Call): Record<string, string> {
	const timestamp = String(call.world.clock.seconds());
	const noncestr = randomBytes(16).toString('hex');
	const prepayid = `wx${timestamp}${noncestr}`;
	return {
		appid: call.fields.sub_app_id,
		partnerid: '1900000109',
		prepayid,
		package: 'Sign=WXPay',
		noncestr,
		timestamp,
		sign: md5(`${prepayid}${noncestr}`),
	};
}

/** A native payment: the sandbox's page, or with `url_type` 02 the text of WeChat's own QR code. */
function payNatively(call: Call): Success {
	requireOneOf(call.fields, 'url_type', ['01', '02']);
	const qr_text = `weixin://wxpay/bizpayurl?pr=${randomBytes(6).toString('base64url')}`;
	const order = createOrder(
		{ ...call, fields: { sub_pay_method: 'WeChat Pay', ...call.fields } },
		{ page: 'pay', qr: true, qr_text },
	);
	const hosted = pageAddress(call.world.publicUrl, 'pay', order.trade_id);
	return paymentAnswer(order, { url: call.fields.url_type === '02' ? qr_text : hosted });
}

function payInWeChatBrowser(call: Call): Success {
	const order = createOrder(call, { page: 'pay' });
	return paymentAnswer(order, { parameters: { pay_url: pageAddress(call.world.publicUrl, 'pay', order.trade_id) } });
}

function payInAlipayApp(call: Call): Success {
	requireOneOf(call.fields, 'os_type', ['android', 'ios']);
	const order = createOrder(call, { page: 'pay' });
	const url = pageAddress(call.world.publicUrl, 'pay', order.trade_id);
	return paymentAnswer(order, { url, parameters: { transaction_id: randomUUID().replaceAll('-', '') } });
}

/** WeChat Pay and Alipay+ in browsers, apps and mini programs (reference section 4). */
export const WALLET_METHODS: Method[] = [
	{
		name: 'v3.CreateWechatNativePay',
		section: '4',
		accounts: ['cashier'],
		required: ['order_id', 'amount', 'currency', 'description', 'notify_url', 'timeout'],
		optional: ['demo', 'redirect_url', 'url_type'],
		run: payNatively,
	},
	{
		name: 'v3.CreatePaymentsWechatMiniPay',
		section: '4',
		...WECHAT,
		required: [...PAYMENT_REQUIRED, 'sub_app_id', 'sub_open_id'],
		optional: ['demo', 'timeout'],
		run: (call) => paymentAnswer(createOrder(call), { parameters: miniProgramParameters(call) }),
	},
	{
		name: 'v3.CreatePaymentsWechatAPPPay',
		section: '4',
		...WECHAT,
		required: [...PAYMENT_REQUIRED, 'sub_app_id'],
		optional: [...PAYMENT_OPTIONAL, 'sub_open_id'],
		run: (call) => paymentAnswer(createOrder(call), { parameters: appParameters(call) }),
	},
	{
		name: 'v3.CreatePaymentsWechatH5Pay',
		section: '4',
		...WECHAT,
		required: [...PAYMENT_REQUIRED, 'ip_address', 'timeout'],
		optional: ['demo', 'redirect_url'],
		run: payInWeChatBrowser,
	},
	{
		name: 'v3.CreatePaymentsAlipayAppPay',
		section: '4',
		...ALIPAY,
		required: [...PAYMENT_REQUIRED, 'os_type'],
		optional: [...PAYMENT_OPTIONAL, 'sub_pay_method_type'],
		run: payInAlipayApp,
	},
	{
		name: 'v3.CreatePaymentsAlipayWap',
		section: '4',
		...ALIPAY,
		required: PAYMENT_REQUIRED,
		optional: PAYMENT_OPTIONAL,
		run: (call) => payOnPage(call),
	},
	{
		name: 'v3.CreatePaymentsAlipayWeb',
		section: '4',
		...ALIPAY,
		required: PAYMENT_REQUIRED,
		optional: [...PAYMENT_OPTIONAL, 'sub_pay_method_type'],
		run: (call) => payOnPage(call, { qr: true }),
	},
	{
		name: 'v3.CreatePaymentsAlipayMiniPay',
		section: '4',
		...ALIPAY,
		required: [...PAYMENT_REQUIRED, 'timeout'],
		optional: ['demo', 'redirect_url'],
		run: (call) =>
			paymentAnswer(createOrder(call), { parameters: { transaction_id: randomUUID().replaceAll('-', '') } }),
	},
];
