-- Seeds of core.settings: webhooks.

insert into core.settings (name, default_value, description)
values
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
    'core.webhook_keep_seconds',
    '2592000',
    'How long finished deliveries and receipts are kept.'
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
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (settings.default_value, settings.description)
    is distinct from (excluded.default_value, excluded.description);
