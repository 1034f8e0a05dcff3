import type { Field } from '../catalogue/types';
import { matching } from './checks';

export const payoutId: Field = {
	displayName: 'Payout ID',
	name: 'payout_id',
	placeholder: 'e.g. 0594bf99-fce7-3784-28f7-e8e76ad01989',
	description: "YabandPay's number of the payout: the payout_id that creating it returned",
	required: true,
	check: matching(/^[A-Za-z0-9-]{8,64}$/, 'Payout ID', "be YabandPay's payout_id"),
};
