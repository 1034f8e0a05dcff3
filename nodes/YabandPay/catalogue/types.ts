import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { NotificationKind } from '../../../protocol/notification';
import type { Account } from '../requests/account';
import type { ItemReader } from '../requests/itemReader';

/** Text values as the user typed them, by parameter name. Empty text means "not given". */
export type Values = Readonly<Record<string, string>>;

/** What a field needs to know beyond its own value to check or derive what is sent. */
export interface FieldContext {
	/** All values of this item, by the gateway's field name. */
	readonly values: Values;
	/** The credential, without its secrets. */
	readonly account: AccountSettings;
	/**
	 * An identifier that stays the same when the same attempt is repeated ("Retry On Fail", "Retry execution")
	 * and differs for every other execution, node, run, item and purpose.
	 */
	readonly stableIdentifier: (purpose: string, alphabet: 'digits' | 'hex', length: number) => string;
	/** The address that resumes this execution when it is called. */
	readonly resumeUrl: () => string;
}

/** The parts of the credential that are no secret. */
export interface AccountSettings {
	readonly uid: string;
	readonly tid: string;
	readonly baseUrl: string;
	readonly notifyUrl: string;
}

/** One field of a gateway method: how the editor shows it, how it is checked, and what is sent. */
export interface Field {
	/** The gateway's name of the field, and so the node's parameter. */
	readonly name: string;
	/** The gateway's name where the parameter must have another: `operation` is taken by n8n. */
	readonly sentAs?: string;
	readonly displayName: string;
	readonly description?: string;
	readonly hint?: string;
	readonly placeholder?: string;
	readonly type?: INodeProperties['type'];
	readonly typeOptions?: INodeProperties['typeOptions'];
	readonly default?: INodeProperties['default'];
	readonly options?: INodePropertyOptions[];
	/** The field must have a value when the request is sent. */
	readonly required?: boolean;
	/** An option that protects: once it is added, an empty value is refused instead of being taken for "not given". */
	readonly neverEmpty?: boolean;
	/** Values of other parameters for which the field is shown and read. */
	readonly showFor?: Readonly<Record<string, string[]>>;
	/** Steers the node and is not sent to the gateway. */
	readonly local?: boolean;
	/** Turns what the user typed into what is sent; throws a `FieldError` that says how to mend it. */
	readonly check?: (value: string, context: FieldContext) => string;
	/** The value that is sent when the user left the field empty. */
	readonly derive?: (context: FieldContext) => string;
}

/** How an answer becomes items. */
export interface AnswerShape {
	/** Which list of states `state` belongs to. */
	readonly states?: 'payment' | 'refund' | 'payout' | 'fx';
	/** The member of `data` that holds the record, e.g. `transaction_info`. */
	readonly record?: string;
	/** The member of `data` that holds a list: one item per entry. */
	readonly list?: string;
	/** The answer is a CSV file: one item per line. */
	readonly csv?: boolean;
	/** The fields that "Simplify" keeps; the switch is shown only where this is set. */
	readonly simplify?: readonly string[];
}

/** How careful the node has to be with a call. */
export type Effect =
	/** Changes nothing. */
	| 'read'
	/** Creates something that a payer still has to confirm: a link, a QR code, a quote. */
	| 'create'
	/** Moves money, or makes a terminal ask for it, as soon as the gateway accepts it. */
	| 'money';

/** Whose account a method runs under and signs as; reference section 1.1. */
export type AccountKind = 'cashier' | 'superAdmin' | 'merchant' | 'terminal';

/** What an item holds. */
export type ItemContent = Pick<INodeExecutionData, 'json' | 'binary'>;

/** One item of one operation, its values read and not yet checked. */
export interface ItemCall {
	readonly context: IExecuteFunctions;
	readonly operation: Operation;
	readonly itemIndex: number;
	readonly reader: ItemReader;
	readonly account: Account;
	readonly fields: FieldContext;
}

/** What an operation waits for. */
export interface Subject {
	readonly kind: NotificationKind;
	/** The gateway's name of its number, and the node's parameter. */
	readonly idField: string;
	readonly amountField: string;
	readonly currencyField: string;
	/** The operation that asks the gateway for it; the gateway has none for payouts. */
	readonly query?: Operation;
}

/** One gateway method in one shape: everything the node, the docs and the tests know of it. */
export interface Operation {
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	/** The gateway method, e.g. `v3.POS`. */
	readonly method: string;
	readonly account: AccountKind;
	readonly effect: Effect;
	/** The page of the gateway's documentation that describes it. */
	readonly page: string;
	/** Fields that are always sent with the same value. */
	readonly constants?: Readonly<Record<string, string>>;
	/** Fields in the order a user fills them. */
	readonly fields: readonly Field[];
	/** Fields that most users leave alone, shown under "Options". */
	readonly options?: readonly Field[];
	/** Rules that concern several fields. Each throws a `FieldError`. */
	readonly rules?: ReadonlyArray<(values: Values) => void>;
	readonly answer?: AnswerShape;
	/** Work that is not simply one call to the gateway. */
	readonly perform?: (call: ItemCall) => Promise<ItemContent[]>;
	/** Set for operations that put the execution to wait until a notification says how this ended. */
	readonly waiting?: Subject;
}

/** A group of operations, shown as one entry of the "Resource" dropdown. */
export interface Resource {
	readonly value: string;
	readonly name: string;
	/** The editor starts with the first, so that is one that moves no money where there is such a one. */
	readonly operations: readonly Operation[];
}

/** The gateway's answer envelope, reference section 1. */
export interface Answer {
	readonly status?: boolean;
	readonly code?: string | number;
	readonly message?: string;
	readonly data?: IDataObject;
	readonly response_id?: string;
}
