import { filledGiftCard } from '../prepare.mts';
import { cashier, fullPayment, payment, paymentData, redirectOptions, type Given, type Row } from '../row.mts';

const constants = { pay_method: 'online', sub_pay_method: 'Voucher' };

const cardOf = ({ cardnumber, pincode }: Given) => ({ cardnumber, pincode });

/** Reference section 3, v3.CreatePaymentsVoucher. */
export const giftCardRows: Row[] = [
	{
		of: 'giftCard.charge',
		method: 'v3.CreatePaymentsVoucher',
		user: cashier,
		prepare: filledGiftCard,
		minimal: (given) => ({
			parameters: { ...payment, ...cardOf(given) },
			data: { ...paymentData, ...constants, ...cardOf(given), timeout: '0' },
		}),
		full: (given) => {
			const { parameters, data } = fullPayment();
			return {
				parameters: { ...parameters, ...cardOf(given), options: redirectOptions },
				data: { ...data, ...constants, ...cardOf(given), ...redirectOptions },
			};
		},
	},
	{
		of: 'giftCard.createHostedPagePayment',
		method: 'v3.CreatePaymentsVoucher',
		user: cashier,
		minimal: () => ({ parameters: payment, data: { ...paymentData, ...constants, timeout: '0' } }),
		full: () => {
			const { parameters, data } = fullPayment();
			return {
				parameters: { ...parameters, options: redirectOptions },
				data: { ...data, ...constants, ...redirectOptions },
			};
		},
	},
];
