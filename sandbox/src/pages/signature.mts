import type { Explanation } from '../explain.mts';
import { sameSignature, sign } from '../signature.mts';
import { hideSecretsInString } from '../secrets.mts';
import type { StoredRequest } from '../requests.mts';
import type { World } from '../world.mts';
import { findAccount } from '../accounts.mts';
import { sideBySide } from './difference.mts';
import { escape } from './render.mts';

interface Verdict {
	kind: 'good' | 'bad' | '';
	title: string;
	text: string;
}

/** What the signature page shows: a verdict, and the two strings with their differences marked. */
export interface SignatureView {
	verdict: Verdict;
	left: string;
	right: string;
}

const UNKNOWN = '(unknown: paste the string your program signed below, to see where it differs)';

function fromExplanation(request: StoredRequest, { mistake, string }: Explanation): SignatureView {
	const verdict: Verdict = { kind: 'bad', title: 'The signature is wrong.', text: mistake };
	const ours = request.string_to_sign;
	return {
		verdict,
		...(string === undefined ? { left: escape(ours), right: escape(ours) } : sideBySide(ours, string)),
	};
}

/** How a request's signature came out, without anything pasted. */
export function viewSignature(request: StoredRequest): SignatureView {
	const ours = escape(request.string_to_sign);
	if (request.received_sign === request.expected_sign) {
		return { verdict: { kind: 'good', title: 'The signature is right.', text: '' }, left: ours, right: ours };
	}
	if (request.explanation !== null) return fromExplanation(request, JSON.parse(request.explanation) as Explanation);
	const text = 'No known mistake leads to the signature that was sent. Most often the secret key is another one.';
	return { verdict: { kind: 'bad', title: 'The signature is wrong.', text }, left: ours, right: escape(UNKNOWN) };
}

/** Compares a request with the string that its maker says was signed. The string is not kept. */
export function viewPasted(world: World, request: StoredRequest, pasted: string): SignatureView {
	const account = findAccount(world.accounts, request.user ?? '');
	const received = account !== undefined && sameSignature(request.received_sign, sign(pasted, account.secretKey));
	const shown = hideSecretsInString(pasted);
	const sameString = shown === request.string_to_sign;
	return { verdict: pastedVerdict(received, sameString), ...sideBySide(request.string_to_sign, shown) };
}

function pastedVerdict(received: boolean, sameString: boolean): Verdict {
	const title = 'The signature is wrong.';
	if (received)
		return {
			kind: 'bad',
			title,
			text: 'This is the string that was signed. It differs from what was sent where it is marked.',
		};
	if (sameString)
		return {
			kind: 'bad',
			title,
			text: 'The string is right. So the secret key is another one, or it is not a lower-case hex HMAC-SHA256.',
		};
	return {
		kind: 'bad',
		title,
		text: 'The strings differ where it is marked, and the secret key or the hash differs too.',
	};
}
