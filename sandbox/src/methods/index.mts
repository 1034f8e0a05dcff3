import { GIFT_CARD_METHODS } from './giftCard.mts';
import type { Method } from './method.mts';
import { ORDER_METHODS } from './order.mts';
import { PRE_AUTHORIZATION_METHODS } from './preAuthorization.mts';
import { REDIRECT_METHODS } from './redirect.mts';
import { TERMINAL_METHODS } from './terminal.mts';
import { WALLET_METHODS } from './wallets.mts';

/** Every method of the gateway that the sandbox speaks. */
export const METHODS: readonly Method[] = [
	...REDIRECT_METHODS, ...WALLET_METHODS, ...GIFT_CARD_METHODS, ...TERMINAL_METHODS, ...PRE_AUTHORIZATION_METHODS,
	...ORDER_METHODS,
];

export const METHODS_BY_NAME: ReadonlyMap<string, Method> = new Map(METHODS.map((method) => [method.name, method]));
