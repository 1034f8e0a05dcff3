import type { IDataObject } from 'n8n-workflow';

/** What is known of the money after a call failed. */
export type Outcome =
	/** The request never reached the gateway, or was not made. */
	| 'not_sent'
	/** The gateway answered, and said no. */
	| 'refused'
	/** The gateway may have acted on the request: only asking it tells. */
	| 'unknown';

/** A call that failed. `message` says what happened, `description` why and what to do. */
export class GatewayError extends Error {
	constructor(
		message: string,
		readonly description: string,
		readonly outcome: Outcome,
		/** The gateway's return code, reference section 11.2. */
		readonly code?: string,
		/** Numbers with which the call can be found again: order_id, request_id, trade_id. */
		readonly identifiers: IDataObject = {},
	) {
		super(message);
		this.name = 'GatewayError';
	}
}
