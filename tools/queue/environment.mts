import type { PostgresServer } from './postgres.mts';
import type { RedisServer } from './redis.mts';

/** n8n's database on the server. */
export const N8N_DATABASE = 'n8n';

/**
 * What every process of a queue-mode n8n needs beyond `n8nEnvironment`.
 *
 * @param webhookUrl the proxy's address: the same for all, since workers build the resume URLs
 */
export function queueEnvironment(postgres: PostgresServer, redis: RedisServer, webhookUrl: string): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		// The proxy sends webhooks to the webhook processes only.
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		N8N_WEBHOOK_URL: `${webhookUrl}/`,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		DB_POSTGRESDB_DATABASE: N8N_DATABASE,
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_REDIS_PASSWORD: redis.password,
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	};
}
