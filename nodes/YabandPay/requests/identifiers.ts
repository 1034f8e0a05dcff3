import { createHash, randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

const DIGITS_PER_HEX_BLOCK = 15;

/** Decimal digits out of a hash, without bias worth speaking of: each block of 16 hex digits gives 15 of its decimals. */
function asDigits(hex: string, length: number): string {
	let digits = '';
	for (let position = 0; digits.length < length; position += 16) {
		digits += (BigInt(`0x${hex.slice(position, position + 16)}`) % 10n ** 15n)
			.toString()
			.padStart(DIGITS_PER_HEX_BLOCK, '0');
	}
	return digits.slice(0, length);
}

/**
 * An identifier derived from a seed: the same seed and purpose give the same text.
 *
 * @param length at most 60 digits or 128 hex digits
 */
export function derivedIdentifier(seed: string, purpose: string, alphabet: 'digits' | 'hex', length: number): string {
	const hex = createHash('sha512').update(`${purpose}\n${seed}`).digest('hex');
	if (alphabet === 'hex') return hex.slice(0, length);
	// Some systems drop leading zeros of a number.
	return `${(Number.parseInt(hex[127], 16) % 9) + 1}${asDigits(hex, length - 1)}`;
}

/**
 * What identifies one attempt to run this node: instance, workflow, execution, node and run.
 *
 * "Retry On Fail" repeats within the execution. "Retry execution" starts a new one, but n8n carries the failed execution's
 * context over, so the first execution's number kept there ties both together: the gateway sees the same identifiers and
 * does not charge a second time.
 */
export function attemptSeed(context: IExecuteFunctions): string {
	const kept = context.getContext('node') as IDataObject;
	kept.yabandpay_attempt ??= context.getExecutionId() ?? randomUUID();
	const run = context.evaluateExpression('{{ $runIndex }}', 0) as number;
	return [
		context.getInstanceId(),
		context.getWorkflow().id,
		kept.yabandpay_attempt,
		context.getNode().id,
		run,
	].join('\n');
}
