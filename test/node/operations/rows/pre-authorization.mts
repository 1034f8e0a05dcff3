import { NOTIFY_URL } from '../../harness/gateway.mts';
import { authorized } from '../prepare.mts';
import { cashier, derivedRequestId, nextRequestId, OWN_NOTIFY_URL, type Given, type Row } from '../row.mts';

const change = { amount: '2.5', currency: 'EUR', description: 'One night less' };

const cases: Pick<Row, 'user' | 'prepare' | 'minimal' | 'full'> = {
	user: cashier,
	prepare: authorized,
	minimal: ({ trade_id }: Given) => ({
		parameters: { trade_id, ...change },
		data: { trade_id, ...change, amount: '2.50', notify_url: NOTIFY_URL, request_id: derivedRequestId },
	}),
	full: ({ trade_id }: Given) => {
		const request_id = nextRequestId();
		return {
			parameters: { trade_id, ...change, notify: 'url', notify_url: OWN_NOTIFY_URL, options: { request_id } },
			data: { trade_id, ...change, amount: '2.50', notify_url: OWN_NOTIFY_URL, request_id },
		};
	},
};

/** Reference sections 5.2 and 5.3. */
export const preAuthorizationRows: Row[] = [
	{ of: 'preAuthorization.capture', method: 'v3.Capture', ...cases },
	{ of: 'preAuthorization.decrease', method: 'v3.PreauthDecrement', ...cases },
];
