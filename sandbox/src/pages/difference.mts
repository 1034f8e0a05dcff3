import { diffChars } from 'diff';

import { escape } from './render.mts';

/** Two texts as HTML, with what only one of them has marked: `del` on the left, `ins` on the right. */
export function sideBySide(left: string, right: string): { left: string; right: string } {
	const sides = { left: '', right: '' };
	for (const { value, added, removed } of diffChars(left, right, { timeout: 500 }) ?? [{ value: '', added: false, removed: false }]) {
		const text = escape(value);
		if (removed) sides.left += `<del>${text}</del>`;
		else if (added) sides.right += `<ins>${text}</ins>`;
		else {
			sides.left += text;
			sides.right += text;
		}
	}
	return sides.left === '' && sides.right === '' ? { left: escape(left), right: escape(right) } : sides;
}
