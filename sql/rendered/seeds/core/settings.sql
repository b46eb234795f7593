-- Rendered from sql/seeds/core/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of core; the operator owns `value`.

insert into core.settings (
    name, default_value, description, is_changeable, value_schema
)
values
-- Events and jobs.
(
    'core.schedule_grace_seconds', '300',
    'A tick found later than this was missed; the schedule says skip or once.',
    true, '{"type": "integer", "minimum": 0, "maximum": 86400}'
),
-- Webhooks.
(
    'core.webhook_allowed_networks',
    '[]',
    'Networks (CIDR) that are not public but allowed for endpoints.',
    false, '{"maxItems": 100, "items": {"type": "string", "pattern":
    "^[0-9A-Fa-f.:]{2,45}(/[0-9]{1,3})?$"}}'
),
(
    'core.webhook_breaker_failures',
    '5',
    'Consecutive failures after which the circuit of an endpoint opens.',
    true, '{"type": "integer", "minimum": 1, "maximum": 1000}'
),
(
    'core.webhook_breaker_max_seconds',
    '3600',
    'Longest time that a circuit stays open before a probe.',
    true, '{"type": "integer", "minimum": 1, "maximum": 604800}'
),
(
    'core.webhook_breaker_seconds',
    '60',
    'How long a circuit stays open at first; doubles each time.',
    true, '{"type": "integer", "minimum": 1, "maximum": 86400}'
),
(
    'core.webhook_give_up_seconds',
    '432000',
    'Time of failures without a success after which an endpoint is disabled.',
    true, '{"type": "integer", "minimum": 1, "maximum": 31536000}'
),
(
    'core.webhook_jitter',
    '0.2',
    'Each delay grows by a random share of itself, up to this one.',
    true, '{"minimum": 0, "maximum": 1}'
),
(
    'core.webhook_ladder_seconds',
    '[0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]',
    'The wait before each attempt of a delivery; its length is the number of attempts.',
    true, '{"minItems": 1, "maxItems": 50, "items": {"type": "integer", "minimum": 0,
    "maximum": 2592000}}'
),
(
    'core.webhook_max_concurrency',
    '4',
    'Deliveries in progress at once for a new endpoint.',
    true, '{"type": "integer", "minimum": 1, "maximum": 100}'
),
(
    'core.webhook_max_endpoints',
    '20',
    'Maximum number of endpoints per user.',
    true, '{"type": "integer", "minimum": 0, "maximum": 10000}'
),
(
    'core.webhook_max_per_second',
    '20',
    'Deliveries started per second for a new endpoint.',
    true, '{"type": "integer", "minimum": 1, "maximum": 10000}'
),
(
    'core.webhook_overlap_seconds',
    '86400',
    'How long the old secret stays valid after a rotation.',
    true, '{"type": "integer", "minimum": 0, "maximum": 2592000}'
),
(
    'core.webhook_ports',
    '[80, 443]',
    'Ports that the URL of an endpoint may use.',
    false, '{"minItems": 1, "maxItems": 100, "items": {"type": "integer", "minimum": 1,
    "maximum": 65535}}'
),
(
    'core.webhook_receipt_max_bytes',
    '1048576',
    'Maximum size of a body that receive_webhook accepts.',
    true, '{"type": "integer", "minimum": 1, "maximum": 16777216}'
),
(
    'core.webhook_replay_max',
    '10000',
    'Maximum number of events that one replay_webhooks_since queues.',
    true, '{"type": "integer", "minimum": 0, "maximum": 1000000}'
),
(
    'core.webhook_retry_after_max_seconds',
    '86400',
    'Maximum Retry-After that is respected.',
    true, '{"type": "integer", "minimum": 0, "maximum": 604800}'
),
(
    'core.webhook_tolerance_seconds',
    '300',
    'How far the time of an incoming message may be off.',
    true, '{"type": "integer", "minimum": 1, "maximum": 3600}'
),
-- Limits, tokens, caches, records, retention.
(
    'core.trusted_proxies', '1',
    'Number of trusted proxies before the API that append to X-Forwarded-For. '
    '0: the header is ignored, and all anonymous callers share one limit.',
    false, '{"type": "integer", "minimum": 0, "maximum": 20}'
),
(
    'core.rate_limits.anon', '{"requests": 30, "seconds": 60}',
    'Limit of anonymous callers, per address. {} means no limit.',
    false, '{"anyOf": [{"const": {}},
    {"type": "object", "required": ["requests", "seconds"],
    "additionalProperties": false, "properties": {"requests": {"type": "integer",
    "minimum": 1, "maximum": 1000000}, "seconds": {"type": "number",
    "minimum": 0.001, "maximum": 31536000}}}]}'
),
(
    'core.rate_limits.authenticated', '{}',
    'Limit of signed-in callers, per user. {} means no limit.',
    false, '{"anyOf": [{"const": {}},
    {"type": "object", "required": ["requests", "seconds"],
    "additionalProperties": false, "properties": {"requests": {"type": "integer",
    "minimum": 1, "maximum": 1000000}, "seconds": {"type": "number",
    "minimum": 0.001, "maximum": 31536000}}}]}'
),
(
    'core.rate_limits.service_role', '{}',
    'Limit of all callers with the service role together. {} means no limit.',
    false, '{"anyOf": [{"const": {}},
    {"type": "object", "required": ["requests", "seconds"],
    "additionalProperties": false, "properties": {"requests": {"type": "integer",
    "minimum": 1, "maximum": 1000000}, "seconds": {"type": "number",
    "minimum": 0.001, "maximum": 31536000}}}]}'
),
(
    'core.rate_limits.suppliers', '{}',
    'Limits of callers with app_metadata.supplier_id: {"<supplier id>": {"requests", '
    '"seconds"}}; "*" for all others.',
    false, '{"type": "object", "additionalProperties": {"anyOf": [{"const": {}},
    {"type": "object", "required": ["requests", "seconds"],
    "additionalProperties": false, "properties": {"requests": {"type": "integer",
    "minimum": 1, "maximum": 1000000}, "seconds": {"type": "number",
    "minimum": 0.001, "maximum": 31536000}}}]}}'
),
(
    'core.rate_limits.rpcs', '{}',
    'Limits of single RPCs, per caller: {"<rpc>": {"requests", "seconds"}}.',
    false, '{"type": "object", "additionalProperties": {"anyOf": [{"const": {}},
    {"type": "object", "required": ["requests", "seconds"],
    "additionalProperties": false, "properties": {"requests": {"type": "integer",
    "minimum": 1, "maximum": 1000000}, "seconds": {"type": "number",
    "minimum": 0.001, "maximum": 31536000}}}]}}'
),
(
    'core.access_log.rpcs', '[]',
    'RPCs whose every call is logged. They must be volatile, or their calls are '
    'refused: a read-only transaction cannot log.',
    false, '{"maxItems": 1000, "items": {"type": "string", "pattern":
    "^[a-z_][a-z0-9_]*$", "maxLength": 63}}'
),
(
    'core.idempotency_keys.keep_seconds', '86400',
    'How long the stored response is returned for the same key. Units: seconds.',
    true, '{"type": "integer", "minimum": 1, "maximum": 2592000}'
),
(
    'core.cache.min_hit_percent', '50',
    'health_cache calls a cache degraded below this share of hits. Units: percent.',
    true, '{"minimum": 0, "maximum": 100}'
),
-- Health and operations.
(
    'core.health_thresholds',
    '{}',
    'Thresholds that replace those of a check: {"<check>": {"warn": n, "fail": n}}; '
    'null disables one.',
    false, '{"type": "object", "additionalProperties": {"type": "object",
    "additionalProperties": false, "properties": {"warn": {"type": ["number", "null"]},
    "fail": {"type": ["number", "null"]}}}}'
),
(
    'core.health_budget_ms',
    '2000',
    'Time that health() may spend on checks; the other checks use their samples.',
    true, '{"type": "integer", "minimum": 0, "maximum": 60000}'
),
(
    'core.health_live_ms',
    '250',
    'A check that took longer last time uses its sample while that is fresh.',
    true, '{"type": "integer", "minimum": 0, "maximum": 60000}'
),
(
    'core.canary_seconds',
    '10',
    'Time between two canaries of a worker that has CANARY_URL; 0: none, no check.',
    true, '{"type": "integer", "minimum": 0, "maximum": 600}'
),
(
    'core.canary_timeout_seconds',
    '5',
    'A canary that has not arrived after this time has failed.',
    true, '{"type": "integer", "minimum": 1, "maximum": 60}'
),
(
    'core.canary_window_seconds',
    '900',
    'Of which time the canaries make the p50, p95 and longest time that are reported.',
    true, '{"type": "integer", "minimum": 60, "maximum": 86400}'
),
(
    'core.alert_hold_seconds',
    '60',
    'How long a check must be ok before its alert is cleared.',
    true, '{"type": "integer", "minimum": 0, "maximum": 86400}'
),
(
    'core.operations_per_minute',
    '10',
    'Bulk operations that one caller may start within a minute; 0: none.',
    true, '{"type": "integer", "minimum": 0, "maximum": 1000000}'
),
(
    'core.operations_at_once',
    '3',
    'Unfinished operations that one caller may have.',
    true, '{"type": "integer", "minimum": 1, "maximum": 1000000}'
),
(
    'core.operation_slice_ms',
    '1000',
    'How long a job works on an operation before it commits and other jobs run.',
    true, '{"type": "integer", "minimum": 0, "maximum": 60000}'
),
(
    'core.replica_max_lag_seconds',
    '5',
    'A replica that is further behind answers nothing until it has caught up.',
    true, '{"type": "number", "minimum": 0, "maximum": 3600}'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description,
    value_schema = excluded.value_schema
where
    (
        settings.default_value,
        settings.description,
        settings.value_schema
    )
    is distinct from (
        excluded.default_value,
        excluded.description,
        excluded.value_schema
    );
