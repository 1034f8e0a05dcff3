/** Where a published sample is not followed to the letter. */
export interface Deviation {
	page: string;
	/** where a page has several samples */
	method?: string;
	/** why: the section of the gateway reference that lists the inconsistency */
	reason: string;
	/** fields as they are sent instead of as printed */
	instead?: Record<string, string>;
	/** fields that are printed and not sent */
	without?: string[];
	/** the method's present name */
	newMethod?: string;
}

/** The samples that contradict the tables or newer editions of their own pages. */
export const deviations: readonly Deviation[] = [
	{
		page: 'en/payments/cards/cards.html (older edition, field `operate`)',
		reason: 'Reference section 12, point 10: `operate` became `operation`; section 5.1: `Credit Card` became `Cards HPP`',
		instead: { operation: '2', sub_pay_method: 'Cards HPP' },
		without: ['operate'],
	},
	{
		page: 'en/payments/others/batch_query.html (old)',
		reason: 'Reference section 7: v3.TimePayOrder is the older name of v3.BatchQuery',
		newMethod: 'v3.BatchQuery',
	},
	{
		page: 'cn/payments/alipayplus/app.html (middle edition)',
		reason: 'Reference section 4: newer editions of the page require os_type',
		instead: { os_type: 'android' },
	},
	{
		page: 'cn/finance/transactions.html - date range request',
		reason: 'The known part of the page ends before the value of nonce_string, which is required (reference section 9)',
		instead: { nonce_string: 'tw5be5b7sry5prm96s' },
	},
];
