import type { Field } from '../catalogue/types';
import { matching } from './checks';

export const refundId: Field = {
	displayName: 'Refund ID',
	name: 'refund_id',
	placeholder: 'e.g. 5feb401d-d9a4-776f-211f-882b60f14d9d',
	description: "YabandPay's number of the refund: the refund_id that creating it returned",
	required: true,
	check: matching(/^[A-Za-z0-9_-]{4,64}$/, 'Refund ID', "be YabandPay's refund_id"),
};
