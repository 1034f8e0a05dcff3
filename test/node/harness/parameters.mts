import type { INodeParameters } from 'n8n-workflow';
import { ACCOUNTS, NOTIFY_URL } from './gateway.mts';

/** Parameters of a POS sale as the editor saves them: the sale of the gateway's own sample page. */
export const sale = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'posTerminal',
	operation: 'startSale',
	amount: '12.50',
	currency: 'EUR',
	description: 'YabandPay test',
	notify: 'url',
	notify_url: NOTIFY_URL,
	tid: ACCOUNTS.terminal,
	options: {},
	...more,
});

/** Parameters of an online payment that the payer finishes on a page. */
export const onlinePayment = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'onlinePayment',
	operation: 'create',
	sub_pay_method: 'Payconiq',
	amount: '24.90',
	currency: 'EUR',
	description: 'Order 1042',
	notify: 'url',
	notify_url: NOTIFY_URL,
	options: {},
	...more,
});

/** Parameters of a gift card charge; without card number and PIN the payer enters them on a page. */
export const giftCard = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'giftCard',
	operation: 'charge',
	amount: '5.00',
	currency: 'EUR',
	description: 'Gift card',
	notify: 'url',
	notify_url: NOTIFY_URL,
	options: {},
	...more,
});

/** Parameters of a look-up. */
export const getOrder = (trade_id: string): INodeParameters => ({
	resource: 'order',
	operation: 'get',
	trade_id,
	simplify: false,
	options: {},
});
