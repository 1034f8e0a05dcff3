import { CURRENCIES } from '../../../protocol/money';
import { FieldError } from '../catalogue/fieldError';
import type { Field } from '../catalogue/types';
import { amountIn, atMost, matching, minutes, webAddress } from './checks';
import { reachableAddress } from './notifyAddress';

/** Fields that several methods share, defined once. Names are the gateway's; reference section 3. */

export const amount: Field = {
	displayName: 'Amount',
	name: 'amount',
	placeholder: 'e.g. 24.99',
	description:
		'Amount in major units with a decimal point: 24.99 means 24 euros and 99 cents. Most methods accept EUR 0.10 and more.',
	required: true,
	check: amountIn('Amount'),
};

const asCurrency = matching(/^[A-Z]{3}$/, 'Currency', 'be a three-letter ISO 4217 code, e.g. EUR');

export const currency: Field = {
	displayName: 'Currency',
	name: 'currency',
	type: 'options',
	default: 'EUR',
	description: 'Currency of the amount. To use one that is not in the list, set it by expression.',
	options: CURRENCIES.map(({ code, name }) => ({ name: `${code} - ${name}`, value: code })),
	required: true,
	check: asCurrency,
};

/** For methods that the gateway offers in euro only. */
export const euro: Field = {
	...currency,
	description: 'This payment method is available in euro only',
	options: [{ name: 'EUR - Euro', value: 'EUR' }],
	check: (value) => {
		if (value !== 'EUR') {
			throw new FieldError(
				`This payment method takes EUR only, not ${asCurrency(value)}`,
				'Set Currency to EUR, or choose another payment method. Nothing was sent to YabandPay.',
			);
		}
		return value;
	},
};

/** A currency under another field name. */
export const currencyNamed = (name: string, displayName: string, description: string): Field => ({
	...currency,
	name,
	displayName,
	description,
	check: matching(/^[A-Z]{3}$/, displayName, 'be a three-letter ISO 4217 code, e.g. EUR'),
});

export const description: Field = {
	displayName: 'Description',
	name: 'description',
	placeholder: 'e.g. Order 1042',
	description: 'What is paid for. The payer sees this text.',
	required: true,
};

export const orderId: Field = {
	displayName: 'Order ID',
	name: 'order_id',
	placeholder: 'e.g. 20261122000001',
	hint: 'Leave empty to let the node make one',
	description:
		'Your own number for this order, unique per payment. Leave empty to let the node make one that stays the same when the execution is retried.',
	check: matching(/^[^&=\s]{1,64}$/, 'Order ID', 'be 1 to 64 characters without spaces, "&" and "="'),
	derive: ({ stableIdentifier }) => stableIdentifier('order_id', 'digits', 19),
};

export const requestId: Field = {
	displayName: 'Request ID',
	name: 'request_id',
	placeholder: 'e.g. a7z1lox4l6z6mdx1udgn5gtezasze1x0',
	description:
		'Unique number of this request; YabandPay advises 24 or more letters and digits. Leave empty: the node derives one that stays the same when the execution is retried, so that a retry never charges twice.',
	check: matching(/^[A-Za-z0-9_-]{8,64}$/, 'Request ID', 'be 8 to 64 letters, digits, "-" or "_"'),
	derive: ({ stableIdentifier }) => stableIdentifier('request_id', 'hex', 32),
};

export const nonceString: Field = {
	displayName: 'Nonce',
	name: 'nonce_string',
	placeholder: 'e.g. tw5be5b7sry5prm96s',
	description: 'Random text of at most 32 characters. Leave empty to let the node make one.',
	check: atMost(32, 'Nonce'),
	derive: ({ stableIdentifier }) => stableIdentifier('nonce_string', 'hex', 32),
};

const notify = (subject: string, waitingStep: string): Field => ({
	displayName: 'Notify',
	name: 'notify',
	type: 'options',
	default: 'url',
	local: true,
	description: `Who is told when the state of this ${subject} changes`,
	options: [
		{
			name: 'YabandPay Trigger URL',
			value: 'url',
			description: 'Call an address, usually that of a YabandPay Trigger node',
		},
		{
			name: 'This Execution',
			value: 'thisExecution',
			description: `Call this execution, so that a later ${waitingStep} step continues it`,
		},
	],
});

export const notifyUrl: Field = {
	displayName: 'Notification URL',
	name: 'notify_url',
	placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
	hint: 'Leave empty to use the default of the credential',
	description:
		'Production URL of a YabandPay Trigger node. Leave empty to use the default notification URL of the credential.',
	showFor: { notify: ['url'] },
	required: true,
	check: reachableAddress,
	derive: (context) => {
		const address = context.values.notify === 'thisExecution' ? context.resumeUrl() : context.account.notifyUrl;
		return address && reachableAddress(address, context);
	},
};

/**
 * Where the gateway reports changes of state: to a trigger, or to this execution.
 *
 * @param subject what changes its state, e.g. `refund`
 * @param waitingStep the operation that can wait for it, as the editor calls it
 */
export const notificationOf = (subject: string, waitingStep: string): readonly Field[] => [notify(subject, waitingStep), notifyUrl];

export const notification = notificationOf('payment', 'Wait for Payment');

export const tradeId: Field = {
	displayName: 'Trade ID',
	name: 'trade_id',
	placeholder: 'e.g. 4552eeea-1ae8-1e40-3b4b-802dc2f56458',
	description: "YabandPay's number of the payment: the trade_id that creating it returned",
	required: true,
	check: matching(/^[A-Za-z0-9-]{8,64}$/, 'Trade ID', "be YabandPay's trade_id, e.g. 4552eeea-1ae8-1e40-3b4b-802dc2f56458"),
};

export const redirectUrl: Field = {
	displayName: 'Redirect URL',
	name: 'redirect_url',
	placeholder: 'e.g. https://shop.example.com/thanks',
	description: "Where the payer's browser goes after paying. Never treat this visit as proof of payment.",
	check: webAddress('Redirect URL'),
};

export const timeout: Field = {
	displayName: 'Expires After (Minutes)',
	name: 'timeout',
	placeholder: 'e.g. 30',
	description: 'Minutes until the payment expires, from 0 to 1440. 0 or empty means 1440 (24 hours).',
	check: minutes,
};

export const requiredTimeout: Field = { ...timeout, derive: () => '0' };

export const demo: Field = {
	displayName: 'Custom Field',
	name: 'demo',
	placeholder: 'e.g. table 12',
	description: 'Text of your own that comes back as "demo" in every notification of this payment',
};

export const tipAmount: Field = {
	displayName: 'Tip Amount',
	name: 'tip_amount',
	placeholder: 'e.g. 1.50',
	description: 'How much of the amount is the tip. It is part of the amount, not added to it.',
	// A tip of nothing is no tip: the field is left out.
	check: (value, context) => (/^0+(\.0*)?$/.test(value) ? '' : amountIn('Tip amount')(value, context)),
};

const paymentIn =
	(currencyField: Field) =>
	(...own: readonly Field[]): readonly Field[] => [amount, currencyField, description, ...own, orderId, ...notification];

/** What nearly every payment asks for, with fields of the method's own among what must be filled in; what may stay empty comes last. */
export const paymentWith = paymentIn(currency);

/** The same for methods that take euro only. */
export const euroPaymentWith = paymentIn(euro);

export const payment = paymentWith();

export const euroPayment = euroPaymentWith();
