-- Seeds of core.settings: limits, tokens, repeats and the access log.

insert into core.settings (name, default_value, description)
values
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
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (settings.default_value, settings.description)
    is distinct from (excluded.default_value, excluded.description);
