import { seededRandom } from '../../sandbox/src/faults/random.mts';

/**
 * How a sale is started and booked:
 * `posTrigger` on the terminal, the node's own numbers, booked by the trigger's workflow; `posWait` on the terminal, the till's
 * number as request_id, booked by the same execution; `linkTrigger` and `linkWait` the same with a payment link;
 * `giftCard` and `cardToken` charged at once with a secret, booked by the trigger's workflow.
 */
export const KINDS = ['posTrigger', 'posWait', 'linkTrigger', 'linkWait', 'giftCard', 'cardToken'] as const;
export type Kind = (typeof KINDS)[number];

/** One sale as the shop wants it. */
export interface Sale {
	/** Digits, different for each sale of each run: the till's own number. */
	order_id: string;
	kind: Kind;
	/** In major units, with the currency's digits. */
	amount: string;
	currency: string;
	/** What the customer does. */
	outcome: 'pay' | 'decline';
	/** How long the customer takes, in milliseconds. */
	thinkMs: number;
}

/** How common each kind is; only their proportions count. */
const SHARES: Record<Kind, number> = { posTrigger: 6, posWait: 4, linkTrigger: 5, linkWait: 3, giftCard: 1, cardToken: 1 };
const FOREIGN: ReadonlyArray<[currency: string, digits: number]> = [['GBP', 2], ['JPY', 0], ['KWD', 3]];
const FOREIGN_SHARE = 0.3;
const DECLINED_SHARE = 0.1;
const MAX_THINK_MS = 1_500;

function kindFor(kinds: readonly Kind[], fraction: number): Kind {
	const total = kinds.reduce((sum, kind) => sum + SHARES[kind], 0);
	let sum = 0;
	return kinds.find((kind) => (sum += SHARES[kind]) > fraction * total) ?? kinds[0];
}

const isLink = (kind: Kind): boolean => kind === 'linkTrigger' || kind === 'linkWait';

/** Whether the money moves without anybody confirming it. */
export const settlesByItself = (kind: Kind): boolean => kind === 'giftCard' || kind === 'cardToken';

/**
 * The sales of one run: the same seed gives the same sales.
 *
 * @param run a number from 1 to 899 that is different for each run on the same gateway; it starts every order_id
 * @param kinds the kinds of sale there are
 */
export function planSales(count: number, seed: number, run: number, kinds: readonly Kind[] = KINDS): Sale[] {
	const random = seededRandom(seed * 1_000 + run);
	return Array.from({ length: count }, (_, index) => {
		// The first of each kind come first, so that a short run has them all.
		const kind = index < kinds.length ? kinds[index] : kindFor(kinds, random());
		const foreign = isLink(kind) && random() < FOREIGN_SHARE ? FOREIGN[Math.floor(random() * FOREIGN.length)] : undefined;
		const [currency, digits] = foreign ?? ['EUR', 2];
		const minor = 10 ** digits / 10 + Math.floor(random() * 20_000);
		const declined = random() < DECLINED_SHARE && !settlesByItself(kind) && index >= kinds.length;
		return {
			order_id: `${100 + run}${String(seed).padStart(5, '0').slice(-5)}${String(index).padStart(6, '0')}`,
			kind, currency, amount: (Math.ceil(minor) / 10 ** digits).toFixed(digits),
			outcome: declined ? 'decline' : 'pay',
			thinkMs: Math.floor(random() * MAX_THINK_MS),
		};
	});
}

/** How the order_id of every sale of a run begins, and of no other run. */
export const orderPrefix = ([{ order_id }]: readonly Sale[]): string => order_id.slice(0, 8);
