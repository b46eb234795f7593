-- Seeds of core.settings: what an operator may tune; `value` is the operator's.

insert into core.settings (name, default_value, description)
values
-- Events and jobs.
(
    'core.schedule_grace_seconds', '300',
    'A tick found later than this was missed: its schedule says skip or once.'
),
-- Webhooks.
(
    'core.webhook_allowed_networks',
    '[]',
    'Networks (CIDR) that are not public and that endpoints may be in all the same.'
),
(
    'core.webhook_breaker_failures',
    '5',
    'Failures in a row after which an endpoints circuit opens.'
),
(
    'core.webhook_breaker_max_seconds',
    '3600',
    'Longest time that a circuit stays open before a probe.'
),
(
    'core.webhook_breaker_seconds',
    '60',
    'How long a circuit stays open at first; doubles each time.'
),
(
    'core.webhook_give_up_seconds',
    '432000',
    'Failing for so long without a success disables an endpoint.'
),
(
    'core.webhook_jitter',
    '0.2',
    'Each delay of the ladder grows by a random share up to this.'
),
(
    'core.webhook_ladder_seconds',
    '[0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]',
    'The wait before each attempt of a delivery; its length is the number of attempts.'
),
(
    'core.webhook_max_concurrency',
    '4',
    'Deliveries under way at once at a new endpoint.'
),
(
    'core.webhook_max_endpoints',
    '20',
    'Most endpoints that one user may have.'
),
(
    'core.webhook_max_per_second',
    '20',
    'Deliveries begun per second at a new endpoint.'
),
(
    'core.webhook_overlap_seconds',
    '86400',
    'How long the old secret stays live after a rotation.'
),
(
    'core.webhook_ports',
    '[80, 443]',
    'Ports that an endpoints URL may name.'
),
(
    'core.webhook_receipt_max_bytes',
    '1048576',
    'Longest body that receive_webhook takes.'
),
(
    'core.webhook_replay_max',
    '10000',
    'Most events that one replay_webhooks_since may queue.'
),
(
    'core.webhook_retry_after_max_seconds',
    '86400',
    'Longest Retry-After that is honoured.'
),
(
    'core.webhook_tolerance_seconds',
    '300',
    'How far the time of an incoming message may be off.'
),
-- Limits, tokens, caches, records, retention.
(
    'core.trusted_proxies', '1',
    'How many proxies of ours stand before the API and append to X-Forwarded-For. '
    '0: its word is not taken, and all anonymous callers share one limit.'
),
(
    'core.rate_limits.anon', '{"requests": 30, "seconds": 60}',
    'Limit of anonymous callers, per address. {} is none.'
),
(
    'core.rate_limits.authenticated', '{}',
    'Limit of signed-in callers, per user. {} is none.'
),
(
    'core.rate_limits.service_role', '{}',
    'Limit of servers of ours, all together. {} is none.'
),
(
    'core.rate_limits.suppliers', '{}',
    'Limits of callers with app_metadata.supplier_id: {"<supplier id>": {"requests", '
    '"seconds"}}; "*" for all that are not named.'
),
(
    'core.rate_limits.rpcs', '{}',
    'Limits of single RPCs, per caller: {"<rpc>": {"requests", "seconds"}}.'
),
(
    'core.access_log.rpcs', '[]',
    'RPCs of which every call is logged. They must be volatile, or every call of them '
    'is refused: a read-only transaction can log nothing.'
),
(
    'core.idempotency_keys.keep_seconds', '86400',
    'For how long an answer is repeated for the same key. Units: seconds.'
),
(
    'core.cache.min_hit_percent', '50',
    'health_cache calls a cache degraded below this share of hits. Units: percent.'
),
-- Health and operations.
(
    'core.health_thresholds',
    '{}',
    'Thresholds instead of a check''s own: {"<check>": {"warn": n, "fail": n}}; null '
    'switches one off.'
),
(
    'core.health_budget_ms',
    '2000',
    'What health() may spend on asking; what is left is answered from samples.'
),
(
    'core.health_live_ms',
    '250',
    'A check that took longer is answered from its sample, while that is fresh.'
),
(
    'core.alert_hold_seconds',
    '60',
    'How long a check must be ok before its alert is cleared.'
),
(
    'core.operations_per_minute',
    '10',
    'Bulk calls that one caller may start within a minute.'
),
(
    'core.operations_at_once',
    '3',
    'Unfinished operations that one caller may have.'
),
(
    'core.operation_slice_ms',
    '1000',
    'How long a job works on an operation before it shows progress and lets others in.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (settings.default_value, settings.description)
    is distinct from (excluded.default_value, excluded.description);
