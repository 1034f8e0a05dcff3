import type { Row } from '../row.mts';
import { alipayRows } from './alipay.mts';
import { cardRows } from './card.mts';
import { customApiCallRows } from './custom-api-call.mts';
import { financeRows } from './finance.mts';
import { foreignExchangeRows } from './foreign-exchange.mts';
import { giftCardRows } from './gift-card.mts';
import { inStoreRows } from './in-store.mts';
import { notificationRows } from './notification.mts';
import { onlinePaymentRows } from './online-payment.mts';
import { orderRows } from './order.mts';
import { posTerminalRows } from './pos-terminal.mts';
import { preAuthorizationRows } from './pre-authorization.mts';
import { refundRows } from './refund.mts';
import { waitingRows } from './waiting.mts';
import { weChatPayRows } from './we-chat-pay.mts';

/** Every operation of the node, with what it must send. Written from the gateway's documentation, not from the catalogue. */
export const rows: readonly Row[] = [
	...alipayRows,
	...cardRows,
	...customApiCallRows,
	...financeRows,
	...foreignExchangeRows,
	...giftCardRows,
	...inStoreRows,
	...notificationRows,
	...onlinePaymentRows,
	...orderRows,
	...posTerminalRows,
	...preAuthorizationRows,
	...refundRows,
	...waitingRows,
	...weChatPayRows,
];
