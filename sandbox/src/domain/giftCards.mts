import { createHash } from 'node:crypto';

import { Refusal } from '../codes.mts';
import type { World } from '../world.mts';
import { extraOf, type Order } from './order.mts';

export interface GiftCard {
	cardnumber: string;
	pin_digest: string;
	currency: string;
	/** Minor units. */
	balance: number;
}

/** The card of the documentation's sample with 100.00 EUR on it, and one that is nearly empty. */
const DEFAULT_CARDS = [
	{ cardnumber: '6064364245787814896', pincode: '568971', currency: 'EUR', balance: 10_000 },
	{ cardnumber: '6064364245787814904', pincode: '112233', currency: 'EUR', balance: 50 },
];

/** A PIN is kept as a digest only, so that no page, file or copy of the database can show it. */
function digest(cardnumber: string, pincode: string): string {
	return createHash('sha256').update(`${cardnumber}\n${pincode}`).digest('hex');
}

/** Gift cards with their balances. */
export class GiftCards {
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
		this.setUp();
	}

	/** Puts the default cards in place where there are none. */
	setUp(): void {
		if (this.all().length > 0) return;
		for (const { pincode, ...card } of DEFAULT_CARDS) this.add(card.cardnumber, pincode, card.balance, card.currency);
	}

	/** Adds a card, or replaces it. @param balance minor units */
	add(cardnumber: string, pincode: string, balance: number, currency = 'EUR'): void {
		this.#world.database.run('DELETE FROM gift_cards WHERE cardnumber = ?', cardnumber);
		const pin_digest = digest(cardnumber, pincode);
		this.#world.database.insert('gift_cards', { cardnumber, pin_digest, currency, balance });
	}

	all(): GiftCard[] {
		return this.#world.database.all<GiftCard>('SELECT * FROM gift_cards ORDER BY cardnumber');
	}

	/**
	 * Takes money from a card.
	 * @param amount minor units
	 * @throws Refusal -104223 for an unknown card, -104222 for a wrong PIN, -104221 when there is too little on it
	 */
	debit(cardnumber: string, pincode: string, amount: number, currency: string): void {
		const { database } = this.#world;
		const card = database.get<GiftCard>('SELECT * FROM gift_cards WHERE cardnumber = ?', cardnumber);
		if (!card) throw new Refusal('-104223');
		if (card.pin_digest !== digest(cardnumber, pincode)) throw new Refusal('-104222');
		if (card.currency !== currency || card.balance < amount) throw new Refusal('-104221');
		database.update('gift_cards', 'cardnumber', cardnumber, { balance: card.balance - amount });
	}

	/** Pays a waiting order with a card, as the hosted page does. @throws Refusal as debit, or when the order no longer waits */
	pay(order: Order, cardnumber: string, pincode: string): Order {
		const { database, orders } = this.#world;
		return database.transaction(() => {
			this.debit(cardnumber, pincode, order.amount, order.currency);
			orders.note(order, { extra: JSON.stringify({ ...extraOf(order), cardnumber }) });
			return orders.decide(order.trade_id, 'pay', 'on the gift card page');
		});
	}

	/** Gives money back to a card. @param amount minor units */
	credit(cardnumber: string, amount: number): void {
		this.#world.database.run('UPDATE gift_cards SET balance = balance + ? WHERE cardnumber = ?', amount, cardnumber);
	}
}
