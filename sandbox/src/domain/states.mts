/** States of a payment (reference section 11.1), in the lower-case words of the gateway's JSON. */
export type PaymentState =
	| 'processing'
	| 'pending'
	| 'verify'
	| 'authorized'
	| 'paid'
	| 'declined'
	| 'failed'
	| 'expired'
	| 'cancelled';

/**
 * Which state may follow which. The documentation lists the states and not the ways between them; these follow from what its
 * pages say of capture, reversal and cancelling. `paid` has one way on: taken back within the cancel window.
 */
export const TRANSITIONS: Record<PaymentState, readonly PaymentState[]> = {
	processing: ['pending', 'verify', 'authorized', 'paid', 'declined', 'failed', 'expired', 'cancelled'],
	pending: ['verify', 'authorized', 'paid', 'declined', 'failed', 'expired', 'cancelled'],
	verify: ['paid', 'declined', 'cancelled'],
	authorized: ['paid', 'expired', 'cancelled'],
	paid: ['cancelled'],
	declined: [],
	failed: [],
	expired: [],
	cancelled: [],
};

/** States in which nobody has paid yet and still may. */
export const UNPAID_STATES: readonly PaymentState[] = ['processing', 'pending'];

/** States that nothing follows. */
export const FINAL_STATES = (Object.keys(TRANSITIONS) as PaymentState[]).filter(
	(state) => TRANSITIONS[state].length === 0,
);

/** What somebody may decide about an order that waits. */
export type Decision = 'pay' | 'authorize' | 'decline' | 'fail' | 'expire' | 'cancel' | 'pend' | 'verify';

export const DECISIONS: Record<Decision, PaymentState> = {
	pay: 'paid',
	authorize: 'authorized',
	decline: 'declined',
	fail: 'failed',
	expire: 'expired',
	cancel: 'cancelled',
	pend: 'pending',
	verify: 'verify',
};

/** States of a refund that the sandbox gives out; the words hold spaces (reference section 11.1). */
export type RefundState =
	| 'to be approval'
	| 'refund pending'
	| 'refund processing'
	| 'refunded'
	| 'refund failed'
	| 'refund error';

export const OPEN_REFUND_STATES: readonly RefundState[] = ['to be approval', 'refund pending', 'refund processing'];

/** States of a payout (reference section 11.1). */
export type PayoutState = 'awaiting approval' | 'pending' | 'failed' | 'completed' | 'declined' | 'cancelled';

export const OPEN_PAYOUT_STATES: readonly PayoutState[] = ['awaiting approval', 'pending'];
