/** What an account may sign (reference section 1.1). */
export type AccountKind = 'cashier' | 'super-admin' | 'merchant-level' | 'terminal';

export interface Account {
	/** What goes into `user`: a UID, or the TID of a terminal. */
	user: string;
	kind: AccountKind;
	name: string;
	/** Older form of `user`, still accepted (reference section 1.1). */
	email?: string;
	secretKey: string;
}

export type AccountOption = Pick<Account, 'user' | 'kind'> & Partial<Account>;

/** One merchant's accounts, the numbers being those of the documentation's samples. */
export const DEFAULT_ACCOUNTS: readonly AccountOption[] = [
	{ user: '016683', kind: 'cashier', name: 'Cashier', email: 'cashier@sandbox.example' },
	{ user: '036870', kind: 'super-admin', name: 'Super-admin' },
	{ user: '040268', kind: 'merchant-level', name: 'Merchant-level account' },
	{ user: 'T125119061', kind: 'terminal', name: 'Terminal at the counter' },
];

/** Accounts with every field filled in; those without a key of their own share the merchant's. */
export function buildAccounts(options: readonly AccountOption[], secretKey: string): Account[] {
	return options.map((option) => ({
		...option,
		name: option.name ?? option.user,
		secretKey: option.secretKey ?? secretKey,
	}));
}

/** The account that `user` names, by UID, TID or e-mail. */
export function findAccount(accounts: readonly Account[], user: string): Account | undefined {
	return accounts.find((account) => account.user === user || (account.email !== undefined && account.email === user));
}
