import { CARD_METHODS } from './card.mts';
import { EXCHANGE_METHODS } from './exchange.mts';
import { FINANCE_METHODS } from './finance.mts';
import { FOREIGN_EXCHANGE_METHODS } from './foreignExchange.mts';
import { GIFT_CARD_METHODS } from './giftCard.mts';
import { IN_STORE_METHODS } from './inStore.mts';
import { LIST_METHODS } from './lists.mts';
import type { Method } from './method.mts';
import { ORDER_METHODS } from './order.mts';
import { PRE_AUTHORIZATION_METHODS } from './preAuthorization.mts';
import { REDIRECT_METHODS } from './redirect.mts';
import { REFUND_METHODS } from './refund.mts';
import { TERMINAL_METHODS } from './terminal.mts';
import { WALLET_METHODS } from './wallets.mts';

/** Every method of the gateway that the sandbox speaks. */
export const METHODS: readonly Method[] = [
	...REDIRECT_METHODS,
	...WALLET_METHODS,
	...CARD_METHODS,
	...PRE_AUTHORIZATION_METHODS,
	...GIFT_CARD_METHODS,
	...IN_STORE_METHODS,
	...TERMINAL_METHODS,
	...ORDER_METHODS,
	...LIST_METHODS,
	...REFUND_METHODS,
	...EXCHANGE_METHODS,
	...FINANCE_METHODS,
	...FOREIGN_EXCHANGE_METHODS,
];

export const METHODS_BY_NAME: ReadonlyMap<string, Method> = new Map(METHODS.map((method) => [method.name, method]));
