// Makes the pictures of docs/images in real Chromium from the real n8n editor. Look at each before it is committed.
//
//   npm run pictures               all
//   npm run pictures -- trigger    only those whose name contains the word
//
// A picture that cannot be taken does not keep the others from being taken; they are named at the end, which is then a failure.

import { installN8n } from '../n8n/install.mts';
import { packPackage } from '../n8n/pack.mts';
import { step } from '../progress.mts';
import { openShop } from '../shop.mts';
import { createThrowawayFolder } from '../throwaway-folder.mts';
import { drawingsOf } from './drawings.mts';
import { Editor } from './editor.mts';

const words = process.argv.slice(2);

const install = await step('n8n, from the npm registry or the cache', installN8n);
const folder = createThrowawayFolder('yabandpay-pictures');
const tarball = await step('Build and pack this package', async () => await packPackage(folder.path));
const shop = await step('Sandbox gateway and n8n', async () =>
	await openShop({ install, tarball: tarball.path }, { autoPay: 1_000 }),
);
const failed: string[] = [];
try {
	const drawings = Object.entries(await drawingsOf(shop)).filter(
		([name]) => words.length === 0 || words.some((word) => name.includes(word)),
	);
	if (drawings.length === 0) throw new Error(`No picture's name contains ${words.join(' or ')}`);
	for (const theme of ['light', 'dark'] as const) {
		const editor = await Editor.open(shop.n8n, theme);
		for (const [name, draw] of drawings) {
			const file = theme === 'light' ? name : `${name}-dark`;
			try {
				await step(file, async () => await editor.take(file, await draw(editor)));
			} catch (error) {
				failed.push(file);
				console.error(error);
			}
		}
		await editor.close();
	}
} finally {
	await shop.dispose();
	folder.remove();
}
if (failed.length > 0) {
	console.error(`\nNot taken: ${failed.join(', ')}`);
	process.exitCode = 1;
}
