import { expect } from 'vitest';
import { NOTIFY_URL } from '../../harness/gateway.mts';
import { cashier, derivedNonce, OWN_NOTIFY_URL, superAdmin, type Row } from '../row.mts';

const nonce_string = 'tw5be5b7sry5prm96s';
const payout = { amount: '100.01', currency: 'EUR', reference: 'Week 47' };
const ofSuperAdmin = { user: superAdmin, credential: 'Super admin' };
const text = expect.any(String) as string;

/** A day of the last three months, in the two spellings. Yesterday's statement is not ready before the morning. */
const dayBeforeYesterday = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const [year, month, day] = dayBeforeYesterday.split('-');
const bill_date = `${day}-${month}-${year}`;

/** An hour ago and now, as epoch seconds. */
const now = Math.floor(Date.now() / 1000);
const period = { start_time: String(now - 3600), end_time: String(now) };

/** Reference section 9, and the exchange rate of section 7. */
export const financeRows: Row[] = [
	{
		of: 'wallet.getBalance',
		method: 'v3.MerchantBalance',
		...ofSuperAdmin,
		minimal: () => ({ parameters: { currency: 'EUR' }, data: { command: 'getBalance', currency: 'EUR', nonce_string: derivedNonce } }),
		full: () => ({
			parameters: { currency: 'EUR', options: { nonce_string } },
			data: { command: 'getBalance', currency: 'EUR', nonce_string },
		}),
		item: { currency: 'EUR', available: text, usable: text },
	},
	{
		of: 'wallet.createPayout',
		method: 'v3.MerchantBalance',
		...ofSuperAdmin,
		minimal: () => ({
			parameters: payout,
			data: { command: 'payout', ...payout, notify_url: NOTIFY_URL, nonce_string: derivedNonce },
		}),
		full: () => ({
			parameters: { ...payout, notify: 'url', notify_url: OWN_NOTIFY_URL, options: { nonce_string } },
			data: { command: 'payout', ...payout, notify_url: OWN_NOTIFY_URL, nonce_string },
		}),
		item: { payout_id: text, amount: '100.01', state: 'awaiting approval' },
	},
	{
		of: 'wallet.getStatement',
		method: 'v3.GetTradebill',
		...ofSuperAdmin,
		minimal: () => ({
			parameters: { bill_date: `${dayBeforeYesterday}T00:00:00` },
			data: { command: 'getTradebill', bill_date, nonce_string: derivedNonce },
		}),
		full: () => ({
			parameters: { bill_date, options: { nonce_string } },
			data: { command: 'getTradebill', bill_date, nonce_string },
		}),
		item: {},
		mayBeEmpty: true,
	},
	{
		of: 'wallet.getTransactions',
		method: 'v3.GetTradebill',
		...ofSuperAdmin,
		minimal: () => ({
			parameters: period,
			data: { command: 'getTradebillInfo', ...period, nonce_string: derivedNonce },
		}),
		full: () => ({
			parameters: { select_by: 'period', ...period, options: { nonce_string } },
			data: { command: 'getTradebillInfo', ...period, nonce_string },
		}),
		more: [
			() => ({
				parameters: { select_by: 'clearing', clearing_id: '20240219001' },
				data: { command: 'getTradebillInfo', clearing_id: '20240219001', nonce_string: derivedNonce },
			}),
		],
		item: {},
		mayBeEmpty: true,
	},
	{
		of: 'exchangeRate.get',
		method: 'v3.QueryExchangeRate',
		user: cashier,
		minimal: () => ({
			parameters: { settlement_currency: 'EUR', sub_method: 'Alipay' },
			data: { settlement_currency: 'EUR', sub_method: 'Alipay' },
		}),
		full: () => ({
			parameters: { settlement_currency: 'GBP', sub_method: 'WeChat Pay' },
			data: { settlement_currency: 'GBP', sub_method: 'WeChat Pay' },
		}),
		item: { exchange_rate: text },
	},
];
