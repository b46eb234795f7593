-- Rendered from sql/seeds/concerts/retention_policies.sql.j2; edit that file, not this one.
-- Seeds of core.retention_policies: the retention of what feeds fetch; the operator
-- owns keep and is_enabled.

insert into core.retention_policies (
    table_name, method, column_name, keep, condition, description
)
values
(
    'concerts.raw_pages', 'predicate', 'fetched_at', '14 days', null,
    'Raw payloads of feeds.'
),
(
    'concerts.feed_errors', 'predicate', 'happened_at', '30 days', null,
    'Errors of feeds.'
),
(
    'concerts.feed_runs', 'predicate', 'finished_at', '90 days', null,
    'Finished runs of feeds.'
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
