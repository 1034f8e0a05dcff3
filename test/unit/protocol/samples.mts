/** A payment notification with every documented field (reference section 11), as the gateway would send it. Invented values. */
export const PAYMENT: Readonly<Record<string, string>> = {
	type: 'payment',
	user: '016683',
	order_id: '202586556498441613',
	trade_id: '4552eeea-1ae8-1e40-3b4b-802dc2f56458',
	transaction_id: '4200000298201905227377147799',
	acquirer_id: '4200000298201905227377147799',
	amount: '12.50',
	tip_amount: '0.50',
	currency: 'EUR',
	settlement_amount: '12.50',
	settlement_currency: 'EUR',
	exchange_rate: '1',
	amount_cny: '97.13',
	settlement_rate: '7.7704',
	description: 'YabandPay test',
	createDate: '2026-03-01 12:30:00',
	state: 'paid',
	demo: 'table 7',
	out_trade_no: '4552eeea1ae81e403b4b802dc2f56458',
	sub_pay_method: 'point_of_sales',
	pay_method: 'offline',
	paid_time: '2026-03-01 12:31:07',
	yb_transaction_id: 'YB4200000298201905227377147799',
	'3ds_status': 'A',
	'3ds_trxid': '0594bf99-fce7-3784',
	'3ds_version': '2.2.0',
};

/** A refund notification: the fields of the refund query (reference section 8), since the notification's own table is not known. */
export const REFUND: Readonly<Record<string, string>> = {
	type: 'refund',
	user: '016683',
	trade_id: '4552eeea-1ae8-1e40-3b4b-802dc2f56458',
	refund_id: 'c0d9c0bb-0b40-1cb6-7373-fd1a97c7124e',
	refund_amount: '2.50',
	refund_currency: 'EUR',
	refund_description: 'one coffee cold',
	refund_time: '2026-03-02 09:00:00',
	state: 'refunded',
};

/** The published payout sample (reference section 11). */
export const PAYOUT: Readonly<Record<string, string>> = {
	user: '036870',
	time: '1708484735',
	gateway_name: 'YabandPay',
	payout_id: '0594bf99-fce7-3784-28f7-e8e76ad01989',
	currency: 'EUR',
	amount: '100.01',
	reference: '456789',
	notify_url: 'https://www.yabandpay.com/notify',
	state: 'completed',
};

/** An invented key. */
export const SECRET_KEY = 'k9-invented-secret-key';
