import { randomUUID } from 'node:crypto';

import { Refusal } from '../codes.mts';
import { convertMinor, exchangeRate } from '../rates.mts';
import type { World } from '../world.mts';

export interface Quote {
	quote_id: string;
	user: string;
	sell_currency: string;
	buy_currency: string;
	/** Minor units of the currency sold and bought. */
	sold: number;
	bought: number;
	exchange_rate: string;
	tenor: 'TOD' | 'SPOT';
	expires_at: number;
	used: 0 | 1;
}

export interface FxOrder {
	trade_id: string;
	quote_id: string;
	order_id: string;
	user: string;
	reference: string | null;
	booking_status: 'pending' | 'success';
	settlement_status: 'pending' | 'settled';
	created_at: number;
}

const QUOTE_LIFETIME = 30_000;
const BOOKING_DELAY = 100;
/** TOD is settled the same day, SPOT two days later (reference section 10). Milliseconds. */
const SETTLEMENT_DELAY = { TOD: 1_000, SPOT: 2 * 86_400_000 };

/** Currency exchange: quotes that live 30 seconds, and the orders made of them. */
export class ForeignExchange {
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
		world.scheduler.on('book fx', (trade_id) => this.#set(trade_id, { booking_status: 'success' }));
		world.scheduler.on('settle fx', (trade_id) => this.#set(trade_id, { settlement_status: 'settled' }));
	}

	/** A new quote. @param amount minor units of `currency`, which is one of the two sides */
	quote(
		input: Pick<Quote, 'user' | 'sell_currency' | 'buy_currency' | 'tenor'> & { currency: string; amount: number },
	): Quote {
		const { currency, amount, ...rest } = input;
		const { sell_currency, buy_currency } = rest;
		const sells = currency === sell_currency;
		const quote: Quote = {
			quote_id: randomUUID(),
			...rest,
			sold: sells ? amount : convertMinor(amount, buy_currency, sell_currency),
			bought: sells ? convertMinor(amount, sell_currency, buy_currency) : amount,
			exchange_rate: exchangeRate(sell_currency, buy_currency),
			expires_at: this.#world.clock.now() + QUOTE_LIFETIME,
			used: 0,
		};
		this.#world.database.insert('fx_quotes', { ...quote });
		return quote;
	}

	/** Executes a quote. @throws Refusal -1000 when it is unknown, somebody else's, used or more than 30 seconds old */
	execute(
		quote_id: string,
		user: string,
		order_id: string,
		reference: string | null,
	): { order: FxOrder; quote: Quote } {
		const { clock, database, scheduler } = this.#world;
		const quote = this.findQuote(quote_id);
		if (!quote || quote.user !== user) throw new Refusal('-1000', `there is no quote ${quote_id}`);
		if (quote.used) throw new Refusal('-1000', 'the quote was executed before');
		if (clock.now() > quote.expires_at)
			throw new Refusal('-1000', 'the quote is more than 30 seconds old, get a new one');
		database.update('fx_quotes', 'quote_id', quote_id, { used: 1 });
		const order: FxOrder = {
			trade_id: randomUUID().replaceAll('-', ''),
			quote_id,
			order_id,
			user,
			reference,
			booking_status: 'pending',
			settlement_status: 'pending',
			created_at: clock.now(),
		};
		database.insert('fx_orders', { ...order });
		scheduler.after(BOOKING_DELAY, 'book fx', order.trade_id);
		scheduler.after(SETTLEMENT_DELAY[quote.tenor], 'settle fx', order.trade_id);
		return { order, quote };
	}

	/** An order with its quote. @throws Refusal -4024 when this account has none of this trade_id */
	get(trade_id: string, user: string): { order: FxOrder; quote: Quote } {
		const sql = 'SELECT * FROM fx_orders WHERE trade_id = ? AND user = ?';
		const order = this.#world.database.get<FxOrder>(sql, trade_id, user);
		const quote = order && this.findQuote(order.quote_id);
		if (!order || !quote) throw new Refusal('-4024', `no exchange has the trade_id ${trade_id}`);
		return { order, quote };
	}

	findQuote(quote_id: string): Quote | undefined {
		return this.#world.database.get<Quote>('SELECT * FROM fx_quotes WHERE quote_id = ?', quote_id);
	}

	#set(trade_id: string, changes: Partial<FxOrder>): void {
		this.#world.database.update('fx_orders', 'trade_id', trade_id, { ...changes });
	}
}
