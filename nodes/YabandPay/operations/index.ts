import type { Operation, Resource } from '../catalogue/types';
import { alipay } from './alipay';
import { card } from './card';
import { customApiCall } from './customApiCall';
import { exchangeRate } from './exchangeRate';
import { foreignExchange } from './foreignExchange';
import { giftCard } from './giftCard';
import { inStore } from './inStore';
import { notification } from './notification';
import { onlinePayment } from './onlinePayment';
import { order } from './order';
import { posTerminal } from './posTerminal';
import { preAuthorization } from './preAuthorization';
import { refund } from './refund';
import { wallet } from './wallet';
import { weChatPay } from './weChatPay';

/** The catalogue: every resource of the node. A new method is a file in its resource's folder and a line in that folder's index. */
export const resources: readonly Resource[] = [
	alipay,
	card,
	customApiCall,
	exchangeRate,
	foreignExchange,
	giftCard,
	inStore,
	notification,
	onlinePayment,
	order,
	posTerminal,
	preAuthorization,
	refund,
	wallet,
	weChatPay,
];

/** The operation behind the values of the two dropdowns, or undefined. */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation);
}
