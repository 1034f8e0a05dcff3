import { sleep } from 'n8n-workflow';

/** n8n needs some milliseconds; where its database or its limit of executions makes it wait, the others go on meanwhile. */
const LONGEST_TURN_MS = 2_000;

const turns = new Map<string, Promise<unknown>>();

/**
 * Lets the notifications of one workflow be handed over to n8n one after the other. n8n reads static data before it calls
 * the node and writes it whole afterwards: of two at the same time, the second would overwrite what the first remembered.
 *
 * @returns once it is the caller's turn; the caller says when its turn ends
 */
export async function nextTurn(workflowId: string): Promise<(ended: Promise<unknown>) => void> {
	const before = turns.get(workflowId);
	let end: (ended: unknown) => void = () => {};
	const turn = new Promise<unknown>((resolve) => {
		end = resolve;
	});
	turns.set(workflowId, turn);
	void turn.then(() => {
		if (turns.get(workflowId) === turn) turns.delete(workflowId);
	});
	await before;
	return (ended) => end(Promise.race([ended, sleep(LONGEST_TURN_MS)]));
}
