import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialsHelper,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	INodeType,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import { core } from './n8n-core.mts';
import { packageCredentials } from './package-credentials.mts';

/** Credentials of a test instance: the name shown in the editor → the values a user typed in. */
export type StoredCredentials = Record<string, ICredentialDataDecryptedObject>;

/**
 * n8n's credential store, without the database: finds credentials by name, fills in the defaults of the credential type
 * and resolves expressions as n8n does, and lets the credential type's own `authenticate` sign the request.
 */
export class TestCredentials implements ICredentialsHelper {
	private readonly stored: StoredCredentials;

	constructor(stored: StoredCredentials) {
		this.stored = stored;
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(typeName: string, nodeType: string): boolean {
		const type = this.type(typeName);
		return !type.restrictToSupportedNodes || nodeType.startsWith('n8n-nodes-yabandpay.');
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type(typeName);
		if (typeof authenticate !== 'function') throw new Error(`${typeName} does not sign requests in a function`);
		return await authenticate(credentials, requestOptions);
	}

	async preAuthentication(
		_helpers: IHttpRequestHelper,
		_credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<undefined> {
		if (this.type(typeName).preAuthentication !== undefined) throw new Error('preAuthentication is not supported here');
	}

	async runPreAuthentication(): Promise<undefined> {}

	async getCredentials(): Promise<never> {
		throw new Error('Encrypted credentials are not kept here');
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		typeName: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		expression?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.stored[nodeCredentials.name];
		if (stored === undefined) throw new Error(`Credential "${nodeCredentials.name}" does not exist`);
		if (raw) return { ...stored };
		const complete = withDefaults(this.type(typeName), stored);
		if (expression === undefined) return await resolveAlone(complete, mode, additionalData);
		return expression.workflow.expression.getParameterValue(
			complete as INodeParameters,
			expression.runExecutionData,
			expression.runIndex,
			expression.itemIndex,
			expression.node.name,
			expression.connectionInputData,
			mode,
			core.getAdditionalKeys(additionalData, mode, null, { isCredential: true }),
			executeData,
			false,
			complete as INodeParameters,
		) as ICredentialDataDecryptedObject;
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(_details: INodeCredentialsDetails, _type: string): Promise<void> {}

	getCredentialsProperties(typeName: string): INodeProperties[] {
		return this.type(typeName).properties;
	}

	private type(name: string): ICredentialType {
		const type = packageCredentials.get(name);
		if (type === undefined) throw new Error(`Unknown credential type: ${name}`);
		return type;
	}
}

/** Resolves expressions that see no item: how n8n reads a credential for a webhook. */
async function resolveAlone(
	values: ICredentialDataDecryptedObject,
	mode: WorkflowExecuteMode,
	additionalData: IWorkflowExecuteAdditionalData,
): Promise<ICredentialDataDecryptedObject> {
	const node: INode = { id: '1', name: 'Mock', type: 'mock', typeVersion: 1, position: [0, 0], parameters: {} };
	const type = { description: { properties: [] } } as unknown as INodeType;
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate();
	try {
		const keys = core.getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		const parameters = values as INodeParameters;
		return workflow.expression.getComplexParameterValue(
			node,
			parameters,
			mode,
			keys,
			undefined,
			undefined,
			parameters,
		) as ICredentialDataDecryptedObject;
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** Fills in what the user left at its default, as n8n does when it decrypts a credential. */
export function withDefaults(
	type: ICredentialType,
	values: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	return NodeHelpers.getNodeParameters(
		type.properties,
		values as INodeParameters,
		true,
		false,
		null,
		null,
	) as ICredentialDataDecryptedObject;
}

/**
 * Runs the credential type's `authenticate` by itself, with the values as n8n would decrypt them.
 *
 * @param values what the user typed into the credential
 * @param options the request as a node hands it to n8n; `form` is how the HTTP Request node passes a url-encoded body
 * @returns the request that would be sent
 */
export async function authenticate(
	values: ICredentialDataDecryptedObject,
	options: Omit<IHttpRequestOptions, 'url'> & { url?: string; uri?: string; form?: unknown },
): Promise<IHttpRequestOptions & { form?: unknown }> {
	const type = packageCredentials.get('yabandPayApi');
	if (typeof type?.authenticate !== 'function') throw new Error('yabandPayApi does not sign requests in a function');
	return await type.authenticate(withDefaults(type, values), options as IHttpRequestOptions);
}
