import { expect } from 'vitest';
import { NOTIFY_URL } from '../../harness/gateway.mts';
import { paidSale, refunded } from '../prepare.mts';
import { cashier, derivedOrderId, nextNumber, OWN_NOTIFY_URL, type Given, type Row } from '../row.mts';

const refund = { refund_amount: '2.5', refund_currency: 'EUR', refund_description: 'Item returned' };
const byRefundId = ({ refund_id }: Given) => ({ parameters: { refund_id }, data: { refund_id } });
const item = { refund_id: expect.any(String) as string, state: expect.any(String) as string, refund_amount: '2.50' };

/** Reference section 8. */
export const refundRows: Row[] = [
	{
		of: 'refund.create',
		method: 'v3.CreateRefund',
		user: cashier,
		prepare: paidSale,
		minimal: ({ trade_id }) => ({
			parameters: { trade_id, ...refund },
			data: { trade_id, ...refund, refund_amount: '2.50', m_refund_id: derivedOrderId, notify_url: NOTIFY_URL },
		}),
		full: ({ trade_id }) => {
			const m_refund_id = nextNumber();
			return {
				parameters: { trade_id, ...refund, m_refund_id, notify: 'url', notify_url: OWN_NOTIFY_URL },
				data: { trade_id, ...refund, refund_amount: '2.50', m_refund_id, notify_url: OWN_NOTIFY_URL },
			};
		},
		item,
	},
	{
		of: 'refund.get',
		method: 'v3.QueryRefundOrder',
		user: cashier,
		prepare: refunded,
		minimal: byRefundId,
		full: byRefundId,
		item,
	},
];
