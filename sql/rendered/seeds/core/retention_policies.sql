-- Rendered from sql/seeds/core/retention_policies.sql.j2; edit that file, not this one.
-- Seeds of core.retention_policies: the retention of core's tables; the operator owns
-- keep and is_enabled.

insert into core.retention_policies (
    table_name, method, column_name, keep, condition, description
)
values
(
    'core.access_log', 'partition', 'logged_at', '1 year', null,
    'Reads of guarded data.'
),
(
    'core.canaries', 'predicate', 'sent_at', '1 day', null,
    'Measurements of the time from a commit to a subscriber.'
),
(
    'core.idempotency_keys', 'predicate', 'expires_at', '0', null,
    'Stored responses that are no longer returned.'
),
(
    'core.rate_limits', 'predicate', 'full_at', '0', null,
    'Token buckets that are full again.'
),
(
    'core.revoked_tokens', 'predicate', 'expires_at', '0', null,
    'Revoked tokens that have expired.'
),
(
    'core.notifications', 'predicate', 'created_at', '90 days', 'read_at is not null',
    'Notifications that were read.'
),
(
    'core.request_counts', 'predicate', 'started_at', '14 days', null,
    'Requests by RPC and status; the totals stay.'
),
(
    'core.retention_runs', 'predicate', 'ran_at', '1 year', null,
    'Reports of retention runs.'
),
(
    'core.webhook_deliveries', 'predicate', 'finished_at', '30 days', null,
    'Finished deliveries with their attempts.'
),
(
    'core.webhook_receipts', 'predicate', 'received_at', '30 days', null,
    'Received messages; far longer than the tolerance, so a repeat is still detected.'
),
(
    'core.data_quality_findings', 'predicate', 'resolved_at', '1 year', null,
    'Resolved findings.'
)
on conflict (table_name) do update
set
    method = excluded.method,
    column_name = excluded.column_name,
    condition = excluded.condition,
    description = excluded.description
where
    (
        retention_policies.method,
        retention_policies.column_name,
        retention_policies.condition,
        retention_policies.description
    )
    is distinct from (
        excluded.method,
        excluded.column_name,
        excluded.condition,
        excluded.description
    );
