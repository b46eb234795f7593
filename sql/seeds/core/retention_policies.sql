-- Seeds of core.retention_policies: what core forgets; keep and is_enabled are the
-- operator's.

insert into core.retention_policies (
    table_name, method, column_name, keep, condition, description
)
values
(
    'core.access_log', 'partition', 'logged_at', '1 year', null,
    'Who read which guarded thing.'
),
(
    'core.idempotency_keys', 'predicate', 'expires_at', '0', null,
    'Answers that are no longer repeated.'
),
(
    'core.rate_limits', 'predicate', 'full_at', '0', null,
    'Buckets that are full again: as good as none.'
),
(
    'core.revoked_tokens', 'predicate', 'expires_at', '0', null,
    'Tokens that have expired by themselves.'
),
(
    'core.notifications', 'predicate', 'created_at', '90 days', 'read_at is not null',
    'What its user has read.'
),
(
    'core.retention_runs', 'predicate', 'ran_at', '1 year', null,
    'What retention did.'
),
(
    'core.webhook_deliveries', 'predicate', 'finished_at', '30 days', null,
    'Deliveries that have ended, with their attempts.'
),
(
    'core.webhook_receipts', 'predicate', 'received_at', '30 days', null,
    'What came in; far longer than the tolerance, so a repeat is still recognised.'
),
(
    'core.data_quality_findings', 'predicate', 'resolved_at', '1 year', null,
    'What is no longer wrong.'
)
on conflict (table_name) do update
set
    method = excluded.method,
    column_name = excluded.column_name,
    condition = excluded.condition,
    description = excluded.description
where
    (
        retention_policies.method, retention_policies.column_name,
        retention_policies.condition, retention_policies.description
    )
    is distinct from (
        excluded.method, excluded.column_name, excluded.condition, excluded.description
    );
