import type { IWorkflowExecuteAdditionalData, IWorkflowBase, WorkflowExecuteMode } from 'n8n-workflow';
import type { TestCredentials } from './credentials.mts';
import { core } from './n8n-core.mts';

/** What one execution has of its own. */
export interface ExecutionIdentity {
	executionId?: string;
	mode: WorkflowExecuteMode;
	/** base URL of the instance as the outside reaches it, without a slash at its end */
	baseUrl: string;
}

/** n8n-core needs the lifecycle hooks; the type of n8n-workflow does not know them. */
interface HookedData {
	hooks: InstanceType<typeof core.ExecutionLifecycleHooks>;
}

/**
 * What n8n hands to every node besides its own data: credentials, addresses, the execution's ID.
 *
 * @param credentials the instance's credential store
 * @param identity the execution
 * @returns the same fields that n8n 2.41 sets, except those of features that no node of this package uses
 */
export function createAdditionalData(
	credentials: TestCredentials,
	{ executionId, mode, baseUrl }: ExecutionIdentity,
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: credentials,
		executionId,
		currentNodeExecutionIndex: 0,
		restApiUrl: `${baseUrl}/rest`,
		instanceBaseUrl: `${baseUrl}/`,
		formBaseUrl: `${baseUrl}/form`,
		formWaitingBaseUrl: `${baseUrl}/form-waiting`,
		formTestBaseUrl: `${baseUrl}/form-test`,
		webhookBaseUrl: `${baseUrl}/webhook`,
		webhookWaitingBaseUrl: `${baseUrl}/webhook-waiting`,
		webhookTestBaseUrl: `${baseUrl}/webhook-test`,
		mcpBaseUrl: `${baseUrl}/mcp`,
		mcpTestBaseUrl: `${baseUrl}/mcp-test`,
		variables: {},
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
		hooks: new core.ExecutionLifecycleHooks(mode, executionId ?? '', {} as IWorkflowBase),
		executeWorkflow: unavailable('executeWorkflow'),
		getRunExecutionData: unavailable('getRunExecutionData'),
		getRuntimeCredential: unavailable('getRuntimeCredential'),
		startRunnerTask: unavailable('startRunnerTask'),
	} satisfies Partial<IWorkflowExecuteAdditionalData> & HookedData as unknown as IWorkflowExecuteAdditionalData;
}

function unavailable(name: string): () => Promise<never> {
	return async () => {
		throw new Error(`${name} is not available in the harness`);
	};
}
