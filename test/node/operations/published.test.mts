import { readFileSync } from 'node:fs';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { findOperation } from '../../../nodes/YabandPay/operations/index.ts';
import { useGateway } from '../harness/gateway.mts';
import { singleNodeWorkflow } from '../harness/saved-workflow.mts';
import { deviations } from './deviations.mts';

interface Sample {
	page: string;
	user: string;
	method: string;
	data: Record<string, string | number>;
}

const { requests: samples } = JSON.parse(
	readFileSync(new URL('../fixtures/published-requests.json', import.meta.url), 'utf8'),
) as { requests: Sample[] };

/** Which operation makes a request: the first entry whose method and fields fit. */
const OPERATIONS: ReadonlyArray<[method: string, of: string, fields?: Record<string, string>]> = [
	['v3.BarcodePayment', 'inStore.chargeScannedCode'],
	['v3.BatchQuery', 'order.getMany'],
	['v3.Capture', 'preAuthorization.capture'],
	['v3.CreateCardPayments', 'card.createHostedPagePayment', { sub_pay_method: 'Cards HPP' }],
	['v3.CreatePayments', 'onlinePayment.create'],
	['v3.CreatePaymentsAlipayAppPay', 'alipay.createAppPayment'],
	['v3.CreatePaymentsAlipayMiniPay', 'alipay.createMiniProgramPayment'],
	['v3.CreatePaymentsAlipayWap', 'alipay.createMobileWebPayment'],
	['v3.CreatePaymentsAlipayWeb', 'alipay.createWebPayment'],
	['v3.CreatePaymentsVoucher', 'giftCard.charge', { cardnumber: '6064364245787814896' }],
	['v3.CreatePaymentsVoucher', 'giftCard.createHostedPagePayment'],
	['v3.CreatePaymentsWechatAPPPay', 'weChatPay.createAppPayment'],
	['v3.CreatePaymentsWechatH5Pay', 'weChatPay.createH5Payment'],
	['v3.CreatePaymentsWechatMiniPay', 'weChatPay.createMiniProgramPayment'],
	['v3.CreatePaymentsiDEALQRcode', 'onlinePayment.createIdealQrCode'],
	['v3.CreateRefund', 'refund.create'],
	['v3.ExecuteFXOrder', 'foreignExchange.executeOrder'],
	['v3.GetFXQuote', 'foreignExchange.getQuote'],
	['v3.GetTradebill', 'wallet.getStatement', { command: 'getTradebill' }],
	['v3.GetTradebill', 'wallet.getTransactions', { command: 'getTradebillInfo' }],
	['v3.MerchantBalance', 'wallet.getBalance', { command: 'getBalance' }],
	['v3.MerchantBalance', 'wallet.createPayout', { command: 'payout' }],
	['v3.POS', 'posTerminal.startSale', { operation: '1' }],
	['v3.POSCancel', 'posTerminal.cancel'],
	['v3.PreauthDecrement', 'preAuthorization.decrease'],
	['v3.QRcodePayment', 'inStore.createQrCode'],
	['v3.QueryExchangeRate', 'exchangeRate.get'],
	['v3.QueryFXOrder', 'foreignExchange.getOrder'],
	['v3.QueryOrder', 'order.get'],
];

const AMOUNT = /^(tip_|refund_)?amount$/;

/** An amount without the zeros that do not change it: samples print `1`, the node sends `1.00`. */
const byValue = (amount: string): string => amount.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

const comparable = (data: Record<string, unknown>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(data).map(([name, value]) => [name, AMOUNT.test(name) ? byValue(String(value)) : String(value)]),
	);

/** The node's parameters for a sample: every value by expression, as from an item with the gateway's own field names. */
function parametersFor(of: string, data: Record<string, unknown>): INodeParameters {
	const [resource, value] = of.split('.');
	const operation = findOperation(resource, value);
	const given = ({ name, sentAs = name }: { name: string; sentAs?: string }) =>
		Object.hasOwn(data, sentAs) ? [[name, `={{ $json[${JSON.stringify(sentAs)}] }}`]] : [];
	return {
		resource,
		operation: value,
		...(Object.hasOwn(data, 'clearing_id') ? { select_by: 'clearing' } : {}),
		...(Object.fromEntries((operation?.fields ?? []).flatMap(given)) as INodeParameters),
		options: Object.fromEntries((operation?.options ?? []).flatMap(given)) as INodeParameters,
	};
}

const gateway = useGateway();

describe('the samples of the gateway\'s documentation', () => {
	it.each(samples)('$page: $method gives the same data', async ({ page, method, data }) => {
		const deviation = deviations.find((candidate) => candidate.page === page && (candidate.method ?? method) === method);
		const expected = { method, data: comparable({ ...data, ...deviation?.instead }) };
		for (const name of deviation?.without ?? []) delete expected.data[name];
		expected.method = deviation?.newMethod ?? method;

		// Older pages print `commond`, which the credential's advanced setting follows (reference section 9).
		const credential = Object.hasOwn(data, 'commond') ? 'Older spelling' : 'YabandPay account';
		const chosenBy: Record<string, string> = { command: expected.data.commond, ...expected.data };
		const fits = ([name, , fields = {}]: (typeof OPERATIONS)[number]) =>
			name === expected.method && Object.entries(fields).every(([field, value]) => chosenBy[field] === value);
		const of = OPERATIONS.find(fits)?.[1];
		expect(of, `no operation for ${method}`).toBeDefined();

		const before = gateway.sandbox.requests.length;
		const workflow = singleNodeWorkflow(parametersFor(of!, expected.data), { credential });
		// The gateway does not know the samples' orders, so it may refuse the call: what counts is what arrived.
		await gateway.instance.run(workflow, { items: [{ ...data, ...deviation?.instead } as IDataObject] });
		const sent = gateway.sandbox.requests.slice(before);
		expect(sent).toHaveLength(1);
		expect(sent[0].body?.method).toBe(expected.method);
		expect(comparable(sent[0].body?.data ?? {})).toEqual(expected.data);
	});

	it('every deviation belongs to a sample', () => {
		for (const { page, method } of deviations) {
			expect(samples.some((sample) => sample.page === page && (method ?? sample.method) === sample.method)).toBe(true);
		}
	});
});
