import type { Field, FieldContext } from '../../nodes/YabandPay/catalogue/types.ts';

/** No field takes this: far too long, a control character, no address, no number, no date. */
const WRONG = `\u0007${'x'.repeat(20_000)}`;

const CONTEXT: FieldContext = {
	values: { currency: 'EUR', refund_currency: 'EUR' },
	account: { uid: '016683', tid: 'T125119061', baseUrl: 'https://mapi.yabandpay.com', notifyUrl: '' },
	stableIdentifier: () => '1',
	resumeUrl: () => 'https://n8n.example.com/',
};

/** What the messages of the checks say about what they take. */
const SAYINGS: ReadonlyArray<readonly [RegExp, (found: string) => string]> = [
	[/ must (?:be )?(.+?)(?:, but it is .*)?$/s, (rule) => rule],
	[/at most (\d+) are allowed/, (length) => `at most ${length} characters`],
	[/ (?:is not|is no) (?:an? )?(web address|date)/, (what) => `a ${what}`],
	[/ takes (EUR) only/, () => 'EUR'],
	[/ (?:is not|is no) (?:an? )?(?:amount|decimal)|(amount)/i, () => 'a positive amount with at most the decimals of its currency'],
];

/**
 * What a field takes, in the words of its own check: asked for by giving the check a value that it has to refuse.
 *
 * @returns empty for a field without a check
 * @throws Error if the check refuses nothing, or in words that are not known here
 */
export function limitsOf({ name, check }: Field): string {
	if (check === undefined) return '';
	let message: string | undefined;
	try {
		check(WRONG, CONTEXT);
	} catch (error) {
		message = (error as Error).message;
	}
	if (message === undefined) throw new Error(`The check of the field ${name} takes anything`);
	for (const [saying, words] of SAYINGS) {
		const found = saying.exec(message);
		if (found) return words(found[1]);
	}
	throw new Error(`Teach tools/docs/limits.mts what this says of the field ${name}: ${message}`);
}
