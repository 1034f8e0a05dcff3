import { afterEach, describe, expect, it } from 'vitest';
import type { Execution } from '../harness/execution.mts';
import { NOTIFY_URL, SECRET_KEY } from '../harness/gateway.mts';
import { answering, MisbehavingGateway, type Misbehaviour } from '../harness/misbehaving-gateway.mts';
import { getOrder, giftCard, sale } from '../harness/parameters.mts';
import { singleNodeWorkflow, type SingleNodeOptions } from '../harness/saved-workflow.mts';
import { TestInstance } from '../harness/test-instance.mts';

const PIN = '568971';
const CARD = '6064364245787814896';

let gateway: MisbehavingGateway | undefined;
afterEach(async () => {
	await gateway?.close();
	gateway = undefined;
});

const instanceAt = (baseUrl: string) =>
	new TestInstance({
		'YabandPay account': { uid: '016683', tid: 'T125119061', secretKey: SECRET_KEY, baseUrl, notifyUrl: NOTIFY_URL },
	});

async function meet(misbehave: Misbehaviour, parameters = sale(), options?: SingleNodeOptions): Promise<Execution> {
	gateway = await MisbehavingGateway.start(misbehave);
	return await instanceAt(gateway.url).run(singleNodeWorkflow(parameters, options), { items: [{ pin: PIN, card: CARD }] });
}

const ANSWER = '{"status":true,"code":"200","data":{"order_id":"1","trade_id":"4552eeea-1ae8-1e40-3b4b-802dc2f56458"},"message":""}';

/** What comes back, and what the error must say. `unknown`: the terminal may have been charged. */
const troubles: Array<{ what: string; answer: Misbehaviour; message: RegExp; unknown: boolean }> = [
	{ what: '401 with JSON that is no answer', answer: answering(401, '{"a": 1}'), message: /401/, unknown: false },
	{ what: '403 with a web page', answer: answering(403, '<html>Forbidden</html>', 'text/html'), message: /403/, unknown: false },
	{ what: '404', answer: answering(404, 'Not found', 'text/plain'), message: /404/, unknown: false },
	{ what: '429', answer: answering(429, ''), message: /429/, unknown: false },
	{ what: '500 with nothing', answer: answering(500, ''), message: /500/, unknown: true },
	{ what: '502 with a web page', answer: answering(502, '<html>Bad gateway</html>', 'text/html'), message: /502/, unknown: true },
	{ what: '200 with a web page', answer: answering(200, '<html>Maintenance</html>', 'text/html'), message: /answer/, unknown: true },
	{ what: '200 with cut JSON', answer: answering(200, ANSWER.slice(0, 60)), message: /answer/, unknown: true },
	{ what: '200 with nothing', answer: answering(200, ''), message: /without content/, unknown: true },
	{ what: '200 with a list', answer: answering(200, '[]'), message: /answer/, unknown: true },
	{ what: '200 with JSON of somebody else', answer: answering(200, '{"ok":true}'), message: /answer/, unknown: true },
	{ what: 'a connection closed without an answer', answer: (response) => response.destroy(), message: /broke/, unknown: true },
	{
		what: 'a connection closed in the middle of the answer',
		answer: (response) => {
			response.writeHead(200, { 'content-length': ANSWER.length });
			response.write(ANSWER.slice(0, 40), () => response.destroy());
		},
		message: /broke/,
		unknown: true,
	},
	{
		what: 'an internal error of the gateway',
		answer: answering(200, '{"status":false,"code":"-1000","data":{},"message":"error"}'),
		message: /-1000/,
		unknown: true,
	},
];

describe('a gateway in trouble', () => {
	it.each(troubles)('$what: one request, and an error that says what is known', async ({ answer, message, unknown }) => {
		const execution = await meet(answer);
		expect(gateway?.received).toHaveLength(1);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(message);
		const { request_id, order_id } = (JSON.parse(gateway?.received[0] ?? '') as { data: Record<string, string> }).data;
		const { description } = execution.error ?? {};
		if (unknown) {
			expect(description).toMatch(/not known whether/i);
			expect(description).toContain(request_id);
			expect(description).toContain(order_id);
		} else {
			expect(description).not.toMatch(/not known whether/i);
		}
	});

	it('a gateway that never answers: gives up after the time set', async () => {
		const started = Date.now();
		const execution = await meet(() => undefined, sale({ options: { request_timeout: 1 } }));
		expect(Date.now() - started).toBeLessThan(5_000);
		expect(execution.error?.message).toMatch(/did not answer within 1 second/);
		expect(execution.error?.description).toMatch(/not known whether/i);
		expect(gateway?.received).toHaveLength(1);
	});

	it('a gateway that never ends its answer: gives up after the time set', async () => {
		const started = Date.now();
		const drip: Misbehaviour = (response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			const timer = setInterval(() => response.write(' '), 100);
			response.on('close', () => clearInterval(timer));
		};
		const execution = await meet(drip, sale({ options: { request_timeout: 1 } }));
		expect(Date.now() - started).toBeLessThan(5_000);
		expect(execution.status).toBe('error');
		expect(execution.error?.description).toMatch(/not known whether/i);
	});

	it('a redirect is not followed: a signed charge goes to no other address', async () => {
		const elsewhere = await MisbehavingGateway.start(answering(200, ANSWER));
		for (const status of [301, 302, 303, 307, 308]) {
			const execution = await meet((response) => response.writeHead(status, { location: elsewhere.url }).end());
			expect(execution.error?.message).toContain(String(status));
			await gateway?.close();
		}
		expect(elsewhere.received).toHaveLength(0);
		await elsewhere.close();
	});

	it('nobody listens: nothing was sent, and the error says so', async () => {
		gateway = await MisbehavingGateway.start(answering(200, ANSWER));
		const { url } = gateway;
		await gateway.close();
		const execution = await instanceAt(url).run(singleNodeWorkflow(sale()));
		expect(execution.error?.message).toMatch(/could not be reached at 127\.0\.0\.1/);
		expect(execution.error?.description).toMatch(/nothing was sent/i);
	});

	it('a read says nothing of charges', async () => {
		const execution = await meet(answering(502, ''), getOrder('4552eeea-1ae8-1e40-3b4b-802dc2f56458'));
		expect(execution.error?.message).toMatch(/502/);
		expect(execution.error?.description).not.toMatch(/not known whether|second time/i);
	});

	it('an answer in Latin script of an unknown code passes through with the gateway\'s own words', async () => {
		const execution = await meet(answering(200, '{"status":false,"code":"-77777","data":{},"message":"Terminal is being updated"}'));
		expect(`${execution.error?.message} ${execution.error?.description}`).toContain('Terminal is being updated');
		expect(execution.error?.message).toContain('-77777');
	});
});

describe('secrets stay out of errors and items', () => {
	const charge = giftCard({ cardnumber: '={{ $json.card }}', pincode: '={{ $json.pin }}' });
	const echo: Misbehaviour = (response, request) => response.writeHead(500).end(`${request.headers['content-type']}`);
	const outcomes: Array<[string, Misbehaviour]> = [
		...troubles.map(({ what, answer }): [string, Misbehaviour] => [what, answer]),
		['an answer that repeats the request', echo],
		['a refusal', answering(200, '{"status":false,"code":"-104222","data":{},"message":"invalid pin"}')],
		['success', answering(200, ANSWER)],
	];

	it.each(outcomes)('%s', async (_what, answer) => {
		const stopped = await meet(answer, charge);
		const sign = (JSON.parse(gateway?.received[0] ?? '') as { sign: string }).sign;
		await gateway?.close();
		const continued = await meet(answer, charge, { onError: 'continueRegularOutput' });
		for (const execution of [stopped, continued]) {
			const stored = JSON.stringify([execution.error ?? {}, execution.data.resultData.runData.YabandPay]);
			expect(execution.storedResult()).not.toContain(SECRET_KEY);
			expect(stored).not.toContain(PIN);
			expect(stored).not.toContain(CARD);
			expect(stored).not.toContain(sign);
		}
	});
});
