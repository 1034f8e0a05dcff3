import type { AccountKind, Account } from '../accounts.mts';
import type { World } from '../world.mts';

/** The fields of `data`, each as the text that is signed. */
export type Fields = Readonly<Record<string, string>>;

/** One call of a method that has passed the checks every method shares. */
export interface Call {
	world: World;
	definition: Method;
	account: Account;
	fields: Fields;
}

/** What a method answers when all is well. */
export interface Success {
	data: Record<string, unknown>;
	/** The order, refund or payout it is about; ties the request to its timeline. */
	subject?: string;
	/** Newer methods give their answer an id (reference section 1). */
	withResponseId?: boolean;
	/** The reports sample writes the code as a number (reference section 1). */
	numericCode?: boolean;
	/** A file instead of the JSON envelope. */
	csv?: string;
}

/**
 * A method of the gateway as data. Required fields, accounts and permitted values are checked before `run`; adding a method is
 * adding one of these to its group.
 */
export interface Method {
	name: string;
	/** Section of the gateway reference it follows. */
	section: string;
	accounts: readonly AccountKind[];
	required: readonly string[];
	/** Documented fields that may be left out; unknown fields are let through as well. */
	optional: readonly string[];
	/** Fields that become required by what the others say. */
	requiredWith?: (fields: Fields) => readonly string[];
	payMethod?: 'online' | 'offline';
	/** Accepted without regard to case (reference section 3: spelling varies). */
	subPayMethods?: readonly string[];
	/** Whether request_id must be new. */
	uniqueRequestId?: boolean;
	run: (call: Call) => Success;
}
