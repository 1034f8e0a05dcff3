import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeType,
	INodeTypes,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import { createAdditionalData } from './additional-data.mts';
import { withDefaults } from './credentials.mts';
import { core } from './n8n-core.mts';
import { packageCredentials } from './package-credentials.mts';
import { TestInstance } from './test-instance.mts';

/** What n8n-core gives with a failed request: the HTTP answer, or the code of the connection error. */
interface RequestError extends Error {
	cause?: { response?: { status: number; statusText: string }; code?: string };
}

/**
 * Presses "Test" in the credential dialog: runs the credential type's declarative test through n8n-core's RoutingNode, with
 * `authenticate` signing the request, and judges the answer by the test's rules as n8n 2.41 does.
 *
 * @param values what the user typed into the credential
 * @returns what the dialog shows
 */
export async function testCredential(values: ICredentialDataDecryptedObject): Promise<INodeCredentialTestResult> {
	const type = packageCredentials.get('yabandPayApi');
	if (type?.test === undefined) throw new Error('yabandPayApi has no test');
	const instance = new TestInstance({ Tested: values });
	const nodeType = testNode(type.test);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { yabandPayApi: { id: null, name: 'Tested' } },
	};
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = createAdditionalData(instance.credentials, { mode: 'internal', baseUrl: instance.baseUrl });
	const context = new core.ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = { id: 'tested', name: 'Tested', type: 'yabandPayApi', data: withDefaults(type, values) };
	await workflow.expression.acquireIsolate();
	try {
		const items = await new core.RoutingNode(context, nodeType, decrypted).runNode();
		return judgeAnswer(type.test, items);
	} catch (error) {
		return judgeError(type.test, error as RequestError);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

function testNode(test: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'No Operation',
			name: 'noOp',
			group: ['transform'],
			version: 1,
			description: 'Carries the test request',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'yabandPayApi', required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request: test.request }, default: '' },
			],
		},
	};
}

function judgeAnswer(
	{ rules = [] }: ICredentialTestRequest,
	items: INodeExecutionData[][] | null | undefined,
): INodeCredentialTestResult {
	const answer = items?.[0][0].json ?? {};
	for (const rule of rules) {
		if (rule.type === 'responseSuccessBody' && member(answer, rule.properties.key) === rule.properties.value) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function judgeError({ rules = [] }: ICredentialTestRequest, error: RequestError): INodeCredentialTestResult {
	const { response, code } = error.cause ?? {};
	if (response === undefined) return { status: 'Error', message: code ?? error.message };
	for (const rule of rules) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'Error', message: response.statusText || `Received HTTP status code: ${response.status}` };
}

function member(object: IDataObject, path: string): unknown {
	return path.split('.').reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], object);
}
