import { Refusal } from '../codes.mts';
import { fromMinor, isCurrency, toMinor } from '../money.mts';
import { requireFields } from './checks.mts';
import type { Call, Method, Success } from './method.mts';
import { dailyStatement, transactions } from './statement.mts';

interface Command {
	required: readonly string[];
	run: (call: Call) => Success;
}

const BALANCE_COMMANDS: Record<string, Command> = {
	getbalance: { required: ['currency', 'nonce_string'], run: getBalance },
	payout: { required: ['amount', 'currency', 'reference', 'notify_url', 'nonce_string'], run: createPayout },
};

const TRADEBILL_COMMANDS: Record<string, Command> = {
	gettradebill: { required: ['bill_date', 'nonce_string'], run: dailyStatement },
	gettradebillinfo: { required: ['nonce_string'], run: transactions },
};

/** The command in the spelling the settings ask for; the pages disagree (reference section 9). @throws Refusal -3001 */
function commandIn({ fields, world }: Call): string {
	const { commandField } = world.settings;
	const names = commandField === 'both' ? ['command', 'commond'] : [commandField];
	const name = names.find((candidate) => fields[candidate]);
	if (name === undefined) throw new Refusal('-3001', names[0]);
	return fields[name];
}

function runCommand(commands: Record<string, Command>) {
	return (call: Call): Success => {
		const asked = commandIn(call);
		const command = Object.hasOwn(commands, asked.toLowerCase()) ? commands[asked.toLowerCase()] : undefined;
		if (!command) throw new Refusal('-1000', `there is no command "${asked}"`);
		requireFields(call.fields, command.required);
		if (call.fields.nonce_string.length > 32) throw new Refusal('-1000', 'nonce_string is longer than 32 characters');
		return command.run(call);
	};
}

function getBalance({ world, account, fields: { currency } }: Call): Success {
	const { available, reserve, usable } = world.payouts.balance(currency);
	const text = (minor: number): string => fromMinor(minor, currency);
	return {
		data: {
			user: account.user,
			time: world.clock.seconds(),
			gateway_name: 'YabandPay',
			wallet_id: `SANDBOX-${currency}`,
			currency,
			available: text(available),
			reserve: text(reserve),
			usable: text(usable),
			deposit: text(0),
		},
	};
}

function createPayout({ world, account, fields }: Call): Success {
	if (!isCurrency(fields.currency)) throw new Refusal('-1000', `currency "${fields.currency}" is not an ISO 4217 code`);
	const { currency, reference, notify_url } = fields;
	const amount = toMinor(fields.amount, currency);
	const payout = world.payouts.create({ user: account.user, currency, amount, reference, notify_url });
	return { subject: payout.payout_id, data: world.payouts.fields(payout) };
}

/** The wallet of the merchant: balance, payouts, statements (reference section 9). */
export const FINANCE_METHODS: Method[] = [
	{
		name: 'v3.MerchantBalance',
		section: '9',
		accounts: ['super-admin'],
		required: [],
		optional: ['command', 'commond', 'currency', 'amount', 'reference', 'notify_url', 'nonce_string'],
		run: runCommand(BALANCE_COMMANDS),
	},
	{
		name: 'v3.GetTradebill',
		section: '9',
		accounts: ['super-admin'],
		required: [],
		optional: ['command', 'commond', 'bill_date', 'clearing_id', 'start_time', 'end_time', 'nonce_string'],
		run: runCommand(TRADEBILL_COMMANDS),
	},
];
