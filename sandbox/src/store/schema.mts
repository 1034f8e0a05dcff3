/** Amounts are whole minor units, moments are milliseconds since 1970. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS orders (
	trade_id TEXT PRIMARY KEY,
	order_id TEXT NOT NULL,
	user TEXT NOT NULL,
	tid TEXT,
	method TEXT NOT NULL,
	pay_method TEXT NOT NULL,
	sub_pay_method TEXT NOT NULL,
	intent TEXT NOT NULL CHECK (intent IN ('sale', 'authorization')),
	state TEXT NOT NULL,
	currency TEXT NOT NULL,
	amount INTEGER NOT NULL,
	tip_amount INTEGER,
	authorized INTEGER NOT NULL DEFAULT 0,
	captured INTEGER NOT NULL DEFAULT 0,
	paid INTEGER NOT NULL DEFAULT 0,
	refunded INTEGER NOT NULL DEFAULT 0,
	refunds INTEGER NOT NULL DEFAULT 0,
	description TEXT NOT NULL,
	demo TEXT,
	notify_url TEXT,
	redirect_url TEXT,
	timeout INTEGER NOT NULL,
	created_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	authorized_at INTEGER,
	paid_at INTEGER,
	transaction_id TEXT NOT NULL DEFAULT '',
	extra TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX IF NOT EXISTS orders_created ON orders (created_at);
CREATE INDEX IF NOT EXISTS orders_terminal ON orders (tid, state, created_at) WHERE tid IS NOT NULL;

CREATE TABLE IF NOT EXISTS transitions (
	id INTEGER PRIMARY KEY,
	trade_id TEXT NOT NULL,
	at INTEGER NOT NULL,
	from_state TEXT,
	to_state TEXT NOT NULL,
	amount INTEGER NOT NULL,
	cause TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS transitions_trade ON transitions (trade_id);

CREATE TABLE IF NOT EXISTS refunds (
	refund_id TEXT PRIMARY KEY,
	m_refund_id TEXT,
	trade_id TEXT NOT NULL,
	user TEXT NOT NULL,
	state TEXT NOT NULL,
	currency TEXT NOT NULL,
	amount INTEGER NOT NULL,
	description TEXT NOT NULL,
	notify_url TEXT,
	created_at INTEGER NOT NULL,
	finished_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS refunds_trade ON refunds (trade_id);

CREATE TABLE IF NOT EXISTS payouts (
	payout_id TEXT PRIMARY KEY,
	user TEXT NOT NULL,
	state TEXT NOT NULL,
	currency TEXT NOT NULL,
	amount INTEGER NOT NULL,
	reference TEXT NOT NULL,
	notify_url TEXT NOT NULL,
	created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS fx_quotes (
	quote_id TEXT PRIMARY KEY,
	user TEXT NOT NULL,
	sell_currency TEXT NOT NULL,
	buy_currency TEXT NOT NULL,
	sold INTEGER NOT NULL,
	bought INTEGER NOT NULL,
	exchange_rate TEXT NOT NULL,
	tenor TEXT NOT NULL,
	expires_at INTEGER NOT NULL,
	used INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE IF NOT EXISTS fx_orders (
	trade_id TEXT PRIMARY KEY,
	quote_id TEXT NOT NULL,
	order_id TEXT NOT NULL,
	user TEXT NOT NULL,
	reference TEXT,
	booking_status TEXT NOT NULL,
	settlement_status TEXT NOT NULL,
	created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS gift_cards (
	cardnumber TEXT PRIMARY KEY,
	pin_digest TEXT NOT NULL,
	currency TEXT NOT NULL,
	balance INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS request_ids (request_id TEXT PRIMARY KEY, method TEXT NOT NULL, at INTEGER NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS requests (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	user TEXT,
	method TEXT,
	subject TEXT,
	code TEXT NOT NULL,
	raw TEXT NOT NULL,
	answer TEXT NOT NULL,
	string_to_sign TEXT NOT NULL,
	expected_sign TEXT NOT NULL,
	received_sign TEXT NOT NULL,
	explanation TEXT,
	fault TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS requests_subject ON requests (subject) WHERE subject IS NOT NULL;

CREATE TABLE IF NOT EXISTS notifications (
	id TEXT PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund', 'payout')),
	subject TEXT NOT NULL,
	trade_id TEXT,
	user TEXT NOT NULL,
	state TEXT NOT NULL,
	notify_url TEXT NOT NULL,
	body TEXT NOT NULL,
	string_to_sign TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	status TEXT NOT NULL CHECK (status IN ('waiting', 'delivered', 'given up', 'withheld', 'sent')),
	attempts INTEGER NOT NULL DEFAULT 0,
	fault TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS notifications_subject ON notifications (subject);
CREATE INDEX IF NOT EXISTS notifications_trade ON notifications (trade_id);

CREATE TABLE IF NOT EXISTS attempts (
	id INTEGER PRIMARY KEY,
	notification_id TEXT NOT NULL,
	at INTEGER NOT NULL,
	cause TEXT NOT NULL,
	status INTEGER,
	answer TEXT NOT NULL,
	error TEXT,
	duration INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS attempts_notification ON attempts (notification_id);

CREATE TABLE IF NOT EXISTS jobs (
	id INTEGER PRIMARY KEY,
	due_at INTEGER NOT NULL,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS jobs_due ON jobs (due_at, id);
`;

/** Every table that holds what happened, in no particular order; settings and gift cards are set up anew after a reset. */
export const TABLES = [
	'orders',
	'transitions',
	'refunds',
	'payouts',
	'fx_quotes',
	'fx_orders',
	'gift_cards',
	'request_ids',
	'requests',
	'notifications',
	'attempts',
	'jobs',
] as const;
