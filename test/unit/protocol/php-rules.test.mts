import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNotification } from '../../../protocol/notification.ts';
import { stringToSign, verify } from '../../../protocol/signature.ts';
import { phpSign, phpVerify } from './php-rules.mts';

const key = fc.stringMatching(/^[A-Za-z0-9_]{1,10}$/).filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
const data = fc.dictionary(key, fc.string({ unit: 'grapheme', maxLength: 20 }), { maxKeys: 20 });
const secretKey = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '');

describe('verdicts', () => {
	it('agree with the gateway\'s own library on random notifications, genuine and changed', () => {
		fc.assert(
			fc.property(data, secretKey, secretKey, fc.option(fc.tuple(key, fc.string({ unit: 'grapheme' }))), (fields, ours, theirs, change) => {
				for (const signer of [ours, theirs]) {
					const sign = phpSign(fields, signer);
					const sent = change === null ? fields : { ...fields, [change[0]]: change[1] };
					const received = parseNotification(JSON.stringify({ data: sent, sign }));
					const verdict = verify(stringToSign(received.fields), received.sign, { current: ours }) !== undefined;
					expect(verdict).toBe(phpVerify(sent, sign, ours));
				}
			}),
			{ numRuns: 1000 },
		);
	});
});
