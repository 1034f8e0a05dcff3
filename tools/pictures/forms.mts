import type { Operation, Resource } from '../../nodes/YabandPay/catalogue/types.ts';

/** Whose options are pictured too: a payment link, a terminal, a hosted card page and a wait have all there are but a few. */
const WITH_OPTIONS = ['onlinePayment-create', 'posTerminal-startSale', 'card-createHostedPagePayment', 'order-waitForPayment'];

/** A form that is pictured. */
export interface PicturedForm {
	/** The picture's name below docs/images, without `.png`; the dark one has `-dark` behind it. */
	picture: string;
	operation: Operation;
	/** Whether its options are shown, all of them added, instead of the form. */
	withOptions: boolean;
}

/** What most people look a resource up for, where it starts with another operation. */
const MOST_USED = ['refund-create'];

/** The forms of a resource that are pictured: the operation it starts with, the most used one, and those that wait. */
export function picturedForms({ value, operations }: Resource): PicturedForm[] {
	return operations
		.filter(({ value: operation, waiting }, index) => index === 0 || waiting || MOST_USED.includes(`${value}-${operation}`))
		.flatMap((operation) => {
			const name = `${value}-${operation.value}`;
			const form = { picture: `operations/${name}`, operation, withOptions: false };
			return WITH_OPTIONS.includes(name) ? [form, { picture: `operations/${name}-options`, operation, withOptions: true }] : [form];
		});
}
