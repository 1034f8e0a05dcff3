/** Every waiting time and limit of the node, with its reason. */

/**
 * How long one call may take, in seconds. n8n sets no limit by itself, so a gateway that stalls would hold a worker for
 * ever. Terminals are reached through the cloud and answer within seconds; a minute leaves room for a slow bank.
 */
export const REQUEST_TIMEOUT_SECONDS = 60;

/** The most a user may set: longer than any proxy in between keeps a connection open. */
export const MAX_REQUEST_TIMEOUT_SECONDS = 300;

/**
 * How many calls run at the same time by default. Reads and link creation are safe in any order, and 100 hide the latency
 * of the network without flooding the gateway. Calls that move money go one by one, so that a failure stops the rest.
 */
export const CONCURRENCY = { read: 100, create: 100, money: 1 } as const;

/** The most calls a user may run at the same time. */
export const MAX_CONCURRENCY = 200;
