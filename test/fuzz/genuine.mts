import { PAYMENT, PAYOUT, REFUND } from '../unit/protocol/samples.mts';
import type { Random } from './random.mts';

export type Fields = Readonly<Record<string, string>>;

const FREE_TEXT = new Set(['description', 'demo', 'reference', 'refund_description', 'store_name', 'note']);
const REQUIRED = new Set(['type', 'state', 'amount', 'currency', 'trade_id', 'refund_id', 'payout_id', 'order_id', 'description']);
const SNIPPETS = [
	'YabandPay test', ' ', '&', '=', '&state=paid', '&order_id=1', '&f=2', '%20', '+', '"', '\\', '/', '\n', '\u0000', '\u2028', 'é', 'e\u0301', '你好', '😀', '<b>', '{"a":1}',
	'null', '0', '__proto__',
];

export const freeText = (random: Random): string => Array.from({ length: random.below(4) }, () => random.pick(SNIPPETS)).join('');

/** Decimal text in the spellings the gateway uses, `12.5` and `12.50` alike. */
export const amountText = (random: Random): string =>
	random.pick([() => String(random.below(1000)), () => `${random.below(1000)}.${random.below(10)}`, () => `${random.below(1000)}.${random.below(10)}0`])();

/** A notification the gateway could send: a documented kind, some optional fields, any free text. */
export function genuineFields(random: Random): Fields {
	const sample = random.pick([PAYMENT, PAYMENT, REFUND, PAYOUT]);
	const fields: Record<string, string> = {};
	for (const [key, value] of Object.entries(sample)) {
		if (!REQUIRED.has(key) && random.chance(25)) continue;
		if (FREE_TEXT.has(key)) fields[key] = freeText(random);
		else if (key.includes('amount')) fields[key] = amountText(random);
		else if (!REQUIRED.has(key) && random.chance(10)) fields[key] = '';
		else fields[key] = value;
	}
	if (random.chance(20)) fields.store_name = freeText(random);
	if (random.chance(20)) fields.note = freeText(random);
	if (random.chance(30)) fields.state = random.pick(['processing', 'failed', 'canceled', 'Paid', 'refund processing', 'awaiting approval', '03']);
	return fields;
}
