-- Rendered from sql/seeds/reading/retention_policies.sql.j2; edit that file, not this one.
-- Seeds of core.retention_policies: the retention of reading's tables; the operator
-- owns keep and is_enabled.

insert into core.retention_policies (
    table_name, method, column_name, keep, condition, description
)
values
(
    'reading.tombstones', 'predicate', 'deleted_at', '90 days', null,
    'Deleted progress; a device that was away for longer starts anew.'
),
(
    'reading.conflicts', 'predicate', 'found_at', '90 days', null,
    'Conflicts between devices.'
),
(
    'reading.clock_corrections', 'predicate', 'claimed_at', '90 days', null,
    'Corrected times of edits that no device sends again.'
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
