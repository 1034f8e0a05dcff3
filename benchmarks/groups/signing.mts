import { createHmac } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { requireNodeSources } from '../../tools/docs/node-sources.mts';
import { median } from '../measure/statistics.mts';

type RequestModule = typeof import('../../protocol/request.ts');

const KEY = 'benchmark-key';
const NOW = 1_790_000_000;
const BATCH = 20_000;

/** A request with 13 signed fields: ten of the call, and user, method and time. */
const BODY = {
	method: 'v3.CreatePayments',
	data: {
		pay_method: 'online',
		sub_pay_method: 'YabandPay',
		order_id: '2025865564984416147',
		amount: '24.90',
		currency: 'EUR',
		description: 'Käse & Brot 早餐',
		notify_url: 'https://n8n.example.com/webhook/5f0c9a4e-6d0b-4c43-9a60-0d2f4f4a1d10/webhook',
		redirect_url: 'https://shop.example.com/thanks',
		timeout: '30',
		demo: 'table 7',
	},
};

export interface SigningResult {
	/** Microseconds per call. */
	request: number;
	hmac: number;
	/** The larger is what one request costs for each one the primitive costs. */
	ratio: number;
	fields: number;
	batches: number;
}

function microseconds(work: () => unknown): number {
	const started = performance.now();
	for (let call = 0; call < BATCH; call++) work();
	return ((performance.now() - started) / BATCH) * 1000;
}

/** The whole signing of a request against the one thing that cannot be saved: the HMAC over a text that is ready. */
export async function measureSigning(note: (text: string) => void, quick: boolean): Promise<SigningResult> {
	const { signedRequest } = requireNodeSources()('./protocol/request.ts') as RequestModule;
	const account = { uid: '016683', secretKey: KEY };
	const fields = { ...BODY.data, user: account.uid, method: BODY.method, time: String(NOW) };
	const text = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`).join('&');
	const primitive = () => createHmac('sha256', KEY).update(text, 'utf8').digest('hex');
	if (signedRequest(BODY, account, NOW).sign !== primitive()) throw new Error('The two do not sign the same text');

	const batches = quick ? 5 : 25;
	const times: { request: number[]; hmac: number[] } = { request: [], hmac: [] };
	for (let batch = -3; batch < batches; batch++) {
		note(`batch ${batch + 1} of ${batches}`);
		const hmac = microseconds(primitive);
		const request = microseconds(() => signedRequest(BODY, account, NOW));
		// The first ones warm the compiler up.
		if (batch < 0) continue;
		times.hmac.push(hmac);
		times.request.push(request);
	}
	const ratio = median(times.request.map((time, batch) => time / times.hmac[batch]));
	return { request: median(times.request), hmac: median(times.hmac), ratio, fields: Object.keys(fields).length, batches };
}
