import { diffArrays, diffChars } from 'diff';

import { escape } from './render.mts';

interface Sides {
	left: string;
	right: string;
}

/** `a=1&b=2` as `a=1` and `&b=2`: pairs are what people compare. */
function pairsOf(text: string): string[] {
	return text.split(/(?=&)/);
}

/** Marks what differs within one pair. */
function markCharacters(sides: Sides, left: string, right: string): void {
	for (const { value, added, removed } of diffChars(left, right)) {
		const text = escape(value);
		if (!added) sides.left += removed ? `<del>${text}</del>` : text;
		if (!removed) sides.right += added ? `<ins>${text}</ins>` : text;
	}
}

/**
 * Two strings to sign as HTML, pair by pair, with what only one of them has marked: `del` on the left, `ins` on the right.
 */
export function sideBySide(left: string, right: string): Sides {
	const sides: Sides = { left: '', right: '' };
	const parts = diffArrays(pairsOf(left), pairsOf(right));
	for (let index = 0; index < parts.length; index++) {
		const { value, added, removed } = parts[index];
		const next = parts[index + 1];
		if (removed && next?.added && next.value.length === value.length) {
			value.forEach((pair, at) => markCharacters(sides, pair, next.value[at]));
			index++;
			continue;
		}
		const text = escape(value.join(''));
		if (!added) sides.left += removed ? `<del>${text}</del>` : text;
		if (!removed) sides.right += added ? `<ins>${text}</ins>` : text;
	}
	return sides;
}
