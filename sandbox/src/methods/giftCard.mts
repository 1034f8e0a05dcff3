import { toMinor } from '../money.mts';
import { settlementFields } from '../notifications/paymentData.mts';
import type { Call, Method, Success } from './method.mts';
import { createOrder, PAYMENT_OPTIONAL, PAYMENT_REQUIRED, paymentAnswer, payOnPage } from './payment.mts';

function payByGiftCard(call: Call): Success {
	const { fields, world } = call;
	if (!fields.cardnumber) return payOnPage(call, { page: 'gift-card', amountCode: '-104000' });
	const amount = toMinor(fields.amount, fields.currency, 'amount', '-104000');
	world.giftCards.debit(fields.cardnumber, fields.pincode, amount, fields.currency);
	const order = createOrder(call, { cardnumber: fields.cardnumber, settles: true });
	return paymentAnswer(order, { ...settlementFields(order.amount, order.currency), url: '' });
}

/** Gift cards, charged directly or on a hosted page (reference section 3, v3.CreatePaymentsVoucher). */
export const GIFT_CARD_METHODS: Method[] = [
	{
		name: 'v3.CreatePaymentsVoucher',
		section: '3',
		accounts: ['cashier'],
		required: PAYMENT_REQUIRED,
		optional: [...PAYMENT_OPTIONAL, 'cardnumber', 'pincode'],
		requiredWith: ({ cardnumber }) => (cardnumber ? ['pincode'] : []),
		payMethod: 'online',
		subPayMethods: ['Voucher'],
		run: payByGiftCard,
	},
];
