-- Seeds of core.error_codes: limits, tokens, repeats and records.

insert into core.error_codes (key, sqlstate, hint)
values
('core.rate_limited', 'PT429', 'Wait for as long as Retry-After says.'),
('core.token_revoked', 'PT401', 'Sign in again.'),
('core.post_only', 'PT405', 'Send it as a POST.'),
(
    'core.idempotency_key_reused', 'PT422',
    'Send a new key with a new request, or the same request with this key.'
),
(
    'core.idempotency_key_in_use', 'PT409',
    'Wait for the answer to the first call with this key.'
),
('core.invalid_record', 'PT422', 'Correct the fields that the detail lists.'),
('core.unknown_entity', 'PT422', 'Name an entity that has validation rules.'),
('core.invalid_rule', 'PT422', 'Write the rule in the form that the detail names.'),
('core.unknown_cache', 'PT422', 'Name a cache that core.caches lists.'),
(
    'core.unknown_table', 'PT422',
    'Name a table that has a row in core.retention_policies.'
)
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (error_codes.sqlstate, error_codes.hint)
    is distinct from (excluded.sqlstate, excluded.hint);
