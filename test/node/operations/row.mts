import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { expect } from 'vitest';
import type { Sandbox } from '../../../sandbox/src/sandbox.mts';
import { ACCOUNTS, NOTIFY_URL } from '../harness/gateway.mts';

/** One way to fill in an operation, and what must arrive at the gateway then. */
export interface Case {
	/** what the user fills in, as the editor saves it; options under `options` */
	parameters: INodeParameters & { options?: INodeParameters };
	/** the whole `data` that the gateway's documentation asks for, with matchers for derived values */
	data: Record<string, unknown>;
}

/** Numbers a case needs from the gateway: an order that is paid, a quote that is open. */
export type Given = Record<string, string>;

/** One operation of the catalogue: what it must send, filled in as little and as much as possible. */
export interface Row {
	/** resource and operation as the node's parameters name them, e.g. `order.get` */
	of: string;
	/** the gateway's method, from its documentation */
	method: string;
	/** the account that must sign, reference section 1.1 */
	user: string;
	/** the credential of the test instance to use; default: `YabandPay account` */
	credential?: string;
	/** brings the gateway into the state the operation needs; runs before each case */
	prepare?: (sandbox: Sandbox) => Promise<Given>;
	/** required fields only */
	minimal: (given: Given) => Case;
	/** every field, except those that exclude each other */
	full: (given: Given) => Case;
	/** further cases: fields and values that the two above leave out */
	more?: Array<(given: Given) => Case>;
	/** what every item of it must hold; default: what every payment answer holds */
	item?: IDataObject;
	/** the operation works by itself: nothing may arrive at the gateway */
	sendsNothing?: boolean;
	/** the operation puts the execution to wait instead of ending it */
	waits?: boolean;
	/** the output its items leave by; default 0 */
	output?: number;
	/** the operation answers with a list that may be empty */
	mayBeEmpty?: boolean;
}

/** A derived `order_id`: digits, short enough for a terminal. */
export const derivedOrderId = expect.stringMatching(/^[1-9]\d{18}$/) as unknown;

/** A derived `request_id`: 24 and more letters and digits. */
export const derivedRequestId = expect.stringMatching(/^[a-z0-9]{24,64}$/) as unknown;

/** A derived `nonce_string`: at most 32 characters. */
export const derivedNonce = expect.stringMatching(/^[a-z0-9]{16,32}$/) as unknown;

/** Another address than the credential's, to tell the two apart. */
export const OWN_NOTIFY_URL = 'http://127.0.0.1:9/own/notify?from=node&käse=1';

/** The least a payment needs: amount, currency and description. The rest is derived or comes from the credential. */
export const payment = { amount: '24.9', currency: 'EUR', description: 'Order 1042' };

/** What {@link payment} becomes on its way. */
export const paymentData = {
	amount: '24.90',
	currency: 'EUR',
	description: 'Order 1042',
	order_id: derivedOrderId,
	notify_url: NOTIFY_URL,
};

let lastNumber = 20261122000000;

/** A new number for an order, a refund or an exchange. */
export const nextNumber = (): string => String(++lastNumber);

/** A new `request_id` as a user would choose it. */
export const nextRequestId = (): string => `chosen${nextNumber()}abcdefgh`;

/** A payment with every common field filled in, and its data; amounts at the limit of what text may hold. */
export function fullPayment(): Case & { parameters: { order_id: string } } {
	const order_id = nextNumber();
	const common = { amount: '1234.50', currency: 'EUR', description: 'Käse & Wein = 100 % 美味', order_id };
	return {
		parameters: { ...common, notify: 'url', notify_url: OWN_NOTIFY_URL },
		data: { ...common, notify_url: OWN_NOTIFY_URL },
	};
}

/** Options that redirect payments share. */
export const redirectOptions = {
	redirect_url: 'https://shop.example.com/thanks?order=1042&lang=nl',
	timeout: '30',
	demo: 'table 12 & 13',
};

export const { cashier, superAdmin, merchant, terminal } = ACCOUNTS;
