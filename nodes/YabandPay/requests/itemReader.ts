import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readAccount, type Account } from './account';
import { attemptSeed } from './identifiers';
import { plainReference } from './plainReference';

/** n8n's part that resolves expressions. It is not in the public interface, so all of it may be missing. */
interface Resolver {
	getParameterValue?: (value: unknown, ...more: unknown[]) => unknown;
}

interface ResolvingContext {
	readonly workflow?: { readonly expression?: Resolver };
}

/** Whether n8n would resolve anything in a value as it is stored. */
const holdsExpression = (value: unknown): boolean => {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
};

/** The same context, which tells what is handed to n8n's resolver: the credential as it is stored. */
function watching(context: IExecuteFunctions, see: (stored: unknown) => void): IExecuteFunctions {
	const { workflow } = context as unknown as ResolvingContext;
	const resolver = workflow?.expression;
	if (workflow === undefined || typeof resolver?.getParameterValue !== 'function') return context;
	const getParameterValue = (value: unknown, ...more: unknown[]): unknown => {
		see(value);
		return resolver.getParameterValue?.(value, ...more);
	};
	const expression = Object.create(resolver, { getParameterValue: { value: getParameterValue } }) as Resolver;
	return Object.create(context, { workflow: { value: Object.create(workflow, { expression: { value: expression } }) as unknown } }) as IExecuteFunctions;
}

/**
 * Reads what the items of one run have in common only once: parameters and credentials that hold no expression. Reading a
 * credential means a query and a decryption, and takes a third of n8n's time for an item. What an expression takes plainly
 * from the item is not left to n8n either.
 */
export class ItemReader {
	private readonly stored: Readonly<Record<string, unknown>>;

	private readonly parameters = new Map<string, unknown>();

	private readonly items: INodeExecutionData[];

	private seed: string | undefined;

	private first: Promise<{ account: Account; isForAll: boolean }> | undefined;

	constructor(private readonly context: IExecuteFunctions) {
		this.stored = context.getNode().parameters;
		this.items = context.getInputData();
	}

	/** A parameter as n8n gives it for an item. */
	parameter(name: string, itemIndex: number, fallback: unknown): unknown {
		const stored = this.stored[name];
		if (holdsExpression(stored)) {
			return plainReference(stored, this.items[itemIndex]?.json) ?? this.context.getNodeParameter(name, itemIndex, fallback);
		}
		if (!this.parameters.has(name)) this.parameters.set(name, this.context.getNodeParameter(name, itemIndex, fallback));
		return this.parameters.get(name);
	}

	/** Identifies the attempt to run one item, see {@link attemptSeed}. */
	attempt(itemIndex: number): string {
		this.seed ??= attemptSeed(this.context);
		return `${this.seed}\n${itemIndex}`;
	}

	/** The credential as n8n gives it for an item. Where it cannot be told whether it holds expressions, it is read for each. */
	async account(itemIndex: number): Promise<Account> {
		this.first ??= this.readFirst(itemIndex);
		const { account, isForAll } = await this.first.catch((error: unknown) => {
			this.first = undefined;
			throw error;
		});
		return isForAll ? account : await readAccount(this.context, itemIndex);
	}

	private async readFirst(itemIndex: number): Promise<{ account: Account; isForAll: boolean }> {
		const stored: unknown[] = [];
		const account = await readAccount(watching(this.context, (value) => stored.push(value)), itemIndex);
		return { account, isForAll: stored.length > 0 && !stored.some(holdsExpression) };
	}
}
